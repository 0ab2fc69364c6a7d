"""The same matter? What stands on the page of a petition, and beside the form while one is registered."""

from importlib import import_module

from django.conf import settings
from django.utils.translation import gettext as _

from xinqiao.linking.linkable import is_linkable
from xinqiao.linking.suggesting import NotAvailable, stored_suggestions, was_compared
from xinqiao.people.models import Officer, Place
from xinqiao.petitions.access import visible_to
from xinqiao.petitions.acting import Actor
from xinqiao.petitions.models import Petition
from xinqiao.web.officer.earlier_matters import earlier_ids
from xinqiao.web.officer.link_lines import SameMatter, answered
from xinqiao.web.officer.same_person import by_the_same_person


def same_matter_of(petition: Petition, officer: Officer) -> SameMatter:
    """What is suggested beside a registered petition, among those the officer may see; nothing is said of others."""
    if not is_linkable(petition):
        return SameMatter(
            why_not=_(
                "Accusations are not compared with other petitions: nothing may lead from one to those it is about."
            )
        )
    if not settings.XINQIAO_LANGUAGE:
        return SameMatter(why_not=_("Looking for the same matter is switched off in this installation."))
    if not was_compared(petition):
        return SameMatter(why_not=_("This petition has not been compared yet; it is done within minutes."))
    found = stored_suggestions(petition, visible_to(Actor.of_officer(officer)))
    return answered(found, lambda ids: by_the_same_person(petition, ids, officer), is_stored=True)


def same_matter_of_text(
    officer: Officer, *, title: str, body: str, place: Place | None, phone: str, id_number: str
) -> SameMatter:
    """The same three questions about what is typed, before it is registered; nothing is kept of it."""
    if not settings.XINQIAO_LANGUAGE:
        return SameMatter(why_not=_("Looking for the same matter is switched off in this installation."))
    if not body.strip():
        return SameMatter(why_not=_("There is no text to compare: write down the matter first."))
    # numpy and the search are loaded by the first officer who asks
    asking = import_module("xinqiao.linking.asking")
    text = f"{title}\n{body}" if title else body
    try:
        found = asking.suggestions_for_text(text, place, visible_to(Actor.of_officer(officer)))
    except NotAvailable:
        return SameMatter(
            why_not=_("The index is not available: it is being made anew, or the model file is not the one installed.")
        )
    return answered(
        found, lambda ids: earlier_ids(officer, phone=phone, id_number=id_number, among=ids), is_stored=False
    )
