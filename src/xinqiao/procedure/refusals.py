"""A step that may not be taken, and why."""

from dataclasses import dataclass
from datetime import date

from xinqiao.procedure.definitions import Requirement, StepSpec
from xinqiao.procedure.messages import Message
from xinqiao.procedure.state import State


@dataclass(frozen=True, slots=True)
class Refused:
    """A step refused: the reason as a message, and the article (or office rule) it rests on."""

    step: str
    why: Message
    article: str
    internal: bool = False


def params_of(state: State, step: StepSpec, requirement: Requirement) -> dict[str, object]:
    """Return what the sentence of a refusal can name: the step, the stage, and the clock with its last day."""
    params: dict[str, object] = {"step": step.name, "stage": state.stage}
    if requirement.names is not None:
        params["clock"] = requirement.names
        run = state.latest.get(requirement.names)
        if run is not None:
            params["due_on"] = date.fromordinal(run.due)
    return params
