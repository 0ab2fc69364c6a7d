"""One question on a page: label, hint, widget, what was typed and what is wrong with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise

Words = str | Promise

_INPUT_TYPES = {
    "text": "text",
    "date": "date",
    "moment": "datetime-local",
    "number": "number",
    "event": "number",
    "phone": "tel",
    "email": "email",
    "password": "password",
    "search": "search",
}
# More answers than this are a list to open, not a wall of buttons.
_MANY_CHOICES = 7


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that may be chosen; answers of one `group` stand together in a list to open."""

    value: str
    label: Words
    hint: Words = ""
    group: Words = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """A field as `components/field.html` shows it. `value` is what was typed, however wrong."""

    name: str
    label: Words
    widget: str = "text"
    hint: Words = ""
    value: str = ""
    fault: Words = ""
    required: bool = True
    choices: tuple[Choice, ...] = ()
    rows: int = 8
    autocomplete: str = ""
    inputmode: str = ""
    css_class: str = ""
    # Whether it is the only question of its page, and so the page's heading.
    is_title: bool = False

    @property
    def id(self) -> str:
        """The element's id: what an error summary links to."""
        return f"field-{self.name}"

    @property
    def input_type(self) -> str:
        """The type of the input element, for the widgets that are one."""
        return _INPUT_TYPES.get(self.widget, "text")

    @property
    def described_by(self) -> str:
        """The ids of hint and fault, for readers of the screen."""
        parts = [f"{self.id}-hint"] if self.hint else []
        return " ".join([*parts, f"{self.id}-fault"] if self.fault else parts)


@dataclass(frozen=True, slots=True)
class Fault:
    """A line of the error summary: which element, and the sentence."""

    id: str
    sentence: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Fields with their faults; `sentence` is what is wrong with the whole."""

    fields: tuple[FormField, ...] = field(default_factory=tuple)
    sentence: Words = ""

    @property
    def faults(self) -> list[Fault]:
        """The faults in the order of the fields, for `components/error_summary.html`."""
        return [Fault(f.id, f.fault) for f in self.fields if f.fault]


def choices_of(pairs: Iterable[tuple[object, Words] | Choice]) -> tuple[Choice, ...]:
    """Answers from pairs of value and label; ready-made choices (with hint or group) stay as they are."""
    return tuple(pair if isinstance(pair, Choice) else Choice(str(pair[0]), pair[1]) for pair in pairs)


def widget_for_choices(choices: tuple[Choice, ...]) -> str:
    """Radio buttons for few answers, a list to open for many and for those that stand in groups."""
    return "select" if len(choices) > _MANY_CHOICES or any(choice.group for choice in choices) else "radios"


def typed(raw: Mapping[str, object], name: str) -> str:
    """What was typed into a field, as text."""
    value = raw.get(name, "")
    return value if isinstance(value, str) else str(value)
