"""A petitioner's own petition by number and code: what happened, what is next, and the acts that are hers."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from ninja import Header, Router

from xinqiao.api.act_bodies import Circumstances, read_body, shape_of
from xinqiao.api.answers import Done, Tracked
from xinqiao.api.doing import done
from xinqiao.api.operations import errors, takes
from xinqiao.api.reading import body_of
from xinqiao.api.signing_in import address_of
from xinqiao.intake.tracking import PETITIONER_ACTS, petitioner_at, record_for_petitioner
from xinqiao.petitions.access import NoSuchPetition
from xinqiao.petitions.acting import Act, Actor, acts, perform

router = Router(tags=["Petitioners"])

_CODE = Header("", alias="X-Query-Code", description="The query code that came with the number.")


@router.get(
    "/track/{reference}",
    response={200: Tracked, **errors(404, 429)},
    summary="Follow a petition",
    operation_id="track",
)
def track(request: HttpRequest, reference: str, code: str = _CODE) -> dict[str, Any]:
    """What happened, what is next, by which day and under which article, and the answers that were served.

    An unknown number and a wrong code get the same 404. Nothing tells the name of an officer.
    """
    _actor, petition_id = _petitioner(request, reference, code)
    return record_for_petitioner(petition_id, get_language() or "zh-hans")


def _petitioner(request: HttpRequest, reference: str, code: str) -> tuple[Actor, UUID]:
    actor = petitioner_at(reference, code, caller=address_of(request), at=timezone.now())
    if actor.petition_id is None:
        raise NoSuchPetition
    return actor, actor.petition_id


def _add(act: Act) -> None:
    """One operation for one act of the petitioner's, its body made from the act's dataclass."""
    shape = shape_of(act, Circumstances)

    def do(request: HttpRequest, reference: str, code: str = _CODE) -> dict[str, Any]:
        actor, petition_id = _petitioner(request, reference, code)
        given, circumstances = read_body(act, Circumstances, body_of(request, shape))
        return done(perform(act, petition_id=petition_id, actor=actor, given=given, **circumstances))

    router.post(
        f"/track/{{reference}}/acts/{act.name}",
        response={200: Done, **errors(400, 403, 404, 409, 413, 415, 422, 429)},
        summary=str(act.title),
        operation_id=f"petitioner_{act.name}",
        openapi_extra=takes(shape),
    )(do)


for _name in PETITIONER_ACTS:
    if _name in acts():
        _add(acts()[_name])
