"""`POST /api/v1/submissions`: registers what a person writes, and answers only when it is committed."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from ninja import Header, Router

from xinqiao.api.answers import Registered
from xinqiao.api.operations import errors, takes
from xinqiao.api.problems import Refused
from xinqiao.api.reading import Json, Shape, body_of
from xinqiao.api.signing_in import address_of
from xinqiao.intake.arrivals import BODY_LIMIT, IDENTITY_LIMITS, KEY_LIMIT, LANGUAGES, TITLE_LIMIT
from xinqiao.intake.places import place_written
from xinqiao.intake.receiving import Arrival, receive
from xinqiao.law.wording import nearest_language
from xinqiao.people.identities import Identity
from xinqiao.people.models import Organisation
from xinqiao.petitions.choices import kinds
from xinqiao.petitions.models import Channel
from xinqiao.safeguards.throttling import Scope, count_attempt

router = Router(tags=["Petitioners"])

_PERSON = Shape(properties={field: {"type": "string", "maxLength": limit} for field, limit in IDENTITY_LIMITS.items()})
SUBMISSION = Shape(
    properties={
        "body": {
            "type": "string",
            "minLength": 1,
            "maxLength": BODY_LIMIT,
            "description": "What happened and what is asked for. The only field that is needed.",
        },
        "title": {"type": "string", "maxLength": TITLE_LIMIT},
        "place": {"type": "string", "maxLength": TITLE_LIMIT, "description": "A GB/T 2260 code, or a place in words."},
        "kind": {"type": "string", "enum": [code for code, _label in kinds()]},
        "petitioner": {"type": "object"},
        "language": {"type": "string", "enum": list(LANGUAGES), "description": "Of the answer and of letters."},
        "persons": {"type": "integer", "minimum": 1, "description": "How many persons ask together."},
        "accused_organisation": {
            "type": "string",
            "description": "The code of the organisation an accusation is about: it will not learn of it.",
        },
        "consents_to_portal_service": {
            "type": "boolean",
            "description": "Whether answers may be served in the portal, with the query code.",
        },
        "notices_by": {
            "type": "string",
            "enum": ["email", "sms"],
            "description": "How the person is told that there is news, where this installation can send it; she needs "
            "an address for it. Left out: not at all.",
        },
    },
    required=("body",),
    nested={"petitioner": _PERSON},
)

_KEY = Header(
    "",
    alias="Idempotency-Key",
    description="A random text of your own: the same request sent twice with it is registered once.",
    max_length=KEY_LIMIT,
)


@router.post(
    "/submissions",
    response={201: Registered, **errors(400, 409, 413, 415, 422, 429)},
    summary="Send a petition",
    operation_id="submit",
    openapi_extra=takes(SUBMISSION),
)
def submit(
    request: HttpRequest,
    idempotency_key: str = _KEY,
) -> tuple[int, dict[str, Any]]:
    """Register a petition. 201 is sent only after it is committed; keep the number, the code and the receipt.

    A key that was used for something else answers 409; the very same sending answers as the first time.
    """
    count_attempt(Scope.SUBMITTING, address_of(request), at=timezone.now())
    given = body_of(request, SUBMISSION)
    language = given.get("language") or nearest_language(translation.get_language() or "")
    with translation.override(language):
        received = receive(_arrival(given, language=language, key=idempotency_key))
    content = received.receipt["content"]
    return 201, {
        "reference": content["reference"],
        "code": received.code,
        "received_at": content["received_at"],
        "receipt": received.receipt,
    }


def _arrival(given: Json, *, language: str, key: str) -> Arrival:
    place_text = given.get("place", "")
    return Arrival(
        channel=Channel.WEB,
        body=given["body"],
        title=given.get("title", ""),
        place=place_written(place_text),
        place_text=place_text,
        kind=given.get("kind", "appeal"),
        identity=_identity(given.get("petitioner") or {}),
        language=language,
        persons=given.get("persons", 1),
        idempotency_key=key,
        consents_to_portal_service=given.get("consents_to_portal_service", False),
        notices_by=given.get("notices_by", ""),
        accused_organisation=_accused(given.get("accused_organisation", "")),
    )


def _identity(person: Json) -> Identity:
    return Identity(**{field: person.get(field) or "" for field in IDENTITY_LIMITS})


def _accused(code: str) -> Organisation | None:
    if not code:
        return None
    found = None if "\x00" in code else Organisation.objects.filter(code=code).first()
    if found is None:
        sentence = _("There is no organisation of this code: leave the field out and name it in the text.")
        raise Refused(422, "bad_input", sentence, faults={"accused_organisation": sentence})
    return found
