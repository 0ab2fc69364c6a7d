"""Where it happened: down the tree of places one list at a time, in own words, or left out."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from xinqiao.people.models import Place
from xinqiao.web.citizen.petitioning.draft import Draft, keep_draft
from xinqiao.web.citizen.petitioning.steps import Step, a_field, a_question, answers_to, go_on, is_change, see, show
from xinqiao.web.components.fields import Choice, Form, FormField

WHERE = Step(name="where", template="citizen/petition/where.html")
_HERE = "here:"


@a_question
def where(request: HttpRequest, draft: Draft) -> HttpResponse:
    """One list of places; choosing one that has parts shows its parts."""
    within = _within(request)
    if request.method != "POST":
        return _page(request, draft, within, chosen=draft.place, faults={})
    answers_to(request, draft, "place_text")
    chosen = request.POST.get("place", "")
    if "skip" in request.POST:
        draft.place, draft.place_text = "", ""
        keep_draft(request, draft, answered="where")
        return go_on(request, draft, "where")
    place = Place.objects.filter(code=chosen.removeprefix(_HERE)).first() if chosen else None
    faults = draft.faults("place")
    if chosen and place is None:
        faults["place"] = _("Choose a place of the list.")
    elif not chosen and not draft.place_text.strip():
        faults["place"] = _("Choose a place, write it in your own words, or press “Leave this out”.")
    if faults:
        return _page(request, draft, within, chosen=chosen, faults=faults, status=422)
    draft.place = place.code if place else ""
    is_whole = chosen.startswith(_HERE) or place is None or not place.children.exists()
    keep_draft(request, draft, answered="where" if is_whole else "")
    return go_on(request, draft, "where") if is_whole else see(_deeper(request, place))


def _within(request: HttpRequest) -> Place | None:
    """The place whose parts are listed; at first the top one, where there is only one."""
    code = request.GET.get("in", "")
    if code:
        return Place.objects.select_related("parent").filter(code=code).first()
    tops = list(Place.objects.filter(parent=None)[:2])
    return tops[0] if len(tops) == 1 else None


def _deeper(request: HttpRequest, place: Place | None) -> str:
    query = {"in": place.code if place else ""} | ({"from": "check"} if is_change(request) else {})
    return f"{request.path}?{urlencode(query)}"


def _page(
    request: HttpRequest,
    draft: Draft,
    within: Place | None,
    *,
    chosen: str,
    faults: dict[str, str],
    status: int = 200,
) -> HttpResponse:
    choices = [Choice(p.code, p.name) for p in Place.objects.filter(parent=within).order_by("code")]
    if within is not None:
        whole = _("In %(place)s; I do not know more exactly") % {"place": within.name}
        choices.append(Choice(_HERE + within.code, whole))
        chosen = _HERE + within.code if chosen == within.code and "where" in draft.answered else chosen
    label = _("In which part of %(place)s?") % {"place": within.name} if within else _("In which place?")
    fields: list[FormField] = []
    if choices:
        fields.append(
            FormField(
                name="place",
                label=label,
                widget="radios",
                choices=tuple(choices),
                value=chosen,
                fault=faults.get("place", ""),
            )
        )
    fields.append(
        a_field(
            draft,
            faults if not choices else {},
            "place_text",
            _("More exactly, in your own words"),
            required=False,
            hint=_("For example the street, the housing estate, the building."),
        )
    )
    return show(request, draft, WHERE, form=Form(fields=tuple(fields)), status=status, within=within)
