"""The officers' side: the worklist, the whole file with what may be done now, and every act of theirs."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from xinqiao.api.act_bodies import OfficeCircumstances, read_body, shape_of
from xinqiao.api.answers import Done, OfficeFile, Worklist
from xinqiao.api.doing import done
from xinqiao.api.office_file import office_file
from xinqiao.api.operations import errors, takes
from xinqiao.api.reading import body_of
from xinqiao.api.signing_in import OFFICER, officer_of
from xinqiao.api.worklist import PAGE_LIMIT, Part, worklist
from xinqiao.intake.tracking import PETITIONER_ACTS
from xinqiao.petitions.access import NoSuchPetition, petition_for
from xinqiao.petitions.acting import Act, Actor, acts, perform
from xinqiao.petitions.models import Petition
from xinqiao.safeguards.codes import UnreadableReference, read_reference

router = Router(tags=["Officers"], auth=OFFICER)

_PART = Query(Part.MINE, description="mine, my organisation's, or those my office watches over.")
_LIMIT = Query(50, ge=1, le=PAGE_LIMIT, description="How many on a page.")
_AFTER = Query("", description="What the page before answered as `after`.")


@router.get(
    "/petitions",
    response={200: Worklist, **errors(401, 403, 422)},
    summary="My work by due date",
    operation_id="worklist",
)
def my_work(
    request: HttpRequest,
    part: Part = _PART,
    limit: int = _LIMIT,
    after: str = _AFTER,
) -> dict[str, Any]:
    """Open petitions, the next due first; pages are cut by key, so they stay as quick at the end as at the beginning."""
    return worklist(officer_of(request), part=part, limit=limit, after=after)


@router.get(
    "/petitions/{reference}",
    response={200: OfficeFile, **errors(401, 403, 404)},
    summary="Open a file",
    operation_id="open_file",
)
def open_file(request: HttpRequest, reference: str) -> dict[str, Any]:
    """The file with its events, documents, clocks, what may be done and what may not, and why; the look is logged."""
    actor = Actor.of_officer(officer_of(request))
    return office_file(_petition(actor, reference, "view"), actor)


def _petition(actor: Actor, reference: str, purpose: str) -> Petition:
    try:
        return petition_for(actor, read_reference(reference), purpose)
    except UnreadableReference:
        raise NoSuchPetition from None


def _add(act: Act) -> None:
    """One operation for one act, its body made from the act's dataclass."""
    shape = shape_of(act, OfficeCircumstances)

    def do(request: HttpRequest, reference: str) -> dict[str, Any]:
        actor = Actor.of_officer(officer_of(request))
        petition = _petition(actor, reference, "act")
        given, circumstances = read_body(act, OfficeCircumstances, body_of(request, shape))
        return done(perform(act, petition_id=petition.pk, actor=actor, given=given, **circumstances))

    router.post(
        f"/petitions/{{reference}}/acts/{act.name}",
        response={200: Done, **errors(400, 401, 403, 404, 409, 413, 415, 422)},
        summary=str(act.title),
        operation_id=f"officer_{act.name}",
        openapi_extra=takes(shape),
    )(do)


for _act in acts().values():
    # What only the petitioner does with her own code; some of it an office may write down for her.
    if _act.name not in PETITIONER_ACTS or _act.on_behalf:
        _add(_act)
