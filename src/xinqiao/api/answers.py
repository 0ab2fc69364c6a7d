"""The shapes of the answers that the API gives, as its OpenAPI document shows them."""

from typing import Any

from ninja import Schema
from pydantic import Field


class Registered(Schema):
    """What a petitioner keeps: the number and the code open her petition; the receipt proves what arrived."""

    reference: str = Field(description="The public number, as XQ2026-7K3M-9QW2-TZ8C.")
    code: str = Field(description="The query code. It is shown now and never again (but to the same key).")
    received_at: str = Field(description="When it arrived, ISO 8601 with offset.")
    receipt: dict[str, Any] = Field(description="The signed receipt; `xinqiao receipt verify` checks it offline.")


class Clock(Schema):
    """One clock of the law, or of the office where `internal`."""

    name: str
    title: str
    nth: int
    started_on: str
    due_on: str
    state: str = Field(description="running, met, late, paused, lapsed or ended.")
    met_on: str | None
    article: str
    internal: bool
    holder: str
    ended_on: str | None
    shadow_due_on: str | None


class Happened(Schema):
    """One entry of the timeline; `told` holds what was addressed to the petitioner."""

    seq: int
    at: str
    kind: str
    title: str
    by: str = Field(description="The role that acted, never a person.")
    organisation: str | None
    told: dict[str, Any]
    is_reconstructed: bool


class Next(Schema):
    """What happens next: who owes what, by which day, under which article; and the remedy."""

    who: str | None
    who_title: str | None
    organisation: str | None
    what: str | None
    what_title: str | None
    due_on: str | None
    article: str | None
    internal: bool
    remedy: str | None


class Writing(Schema):
    """A document that was issued to the petitioner, or is her own."""

    kind: str
    title: str
    number: str
    organisation: str | None
    issued_at: str | None
    served_at: str | None
    blocks: dict[str, Any]
    is_reconstructed: bool


class MayDo(Schema):
    """An act that can be done now."""

    act: str
    title: str
    article: str


class MayNot(Schema):
    """An act that cannot be done now, why, and under which article."""

    act: str
    why: str
    article: str


class Tracked(Schema):
    """Everything a petitioner learns of her own petition."""

    reference: str
    title: str
    kind: str
    received_at: str
    statute: str
    stage: str
    stage_title: str
    final: bool
    seq: int = Field(description="The number of the newest entry: send it as `expected_seq` with an act.")
    timeline: list[Happened]
    clocks: list[Clock]
    next: Next | None
    documents: list[Writing]
    may: list[MayDo]
    may_not: list[MayNot]
    is_reconstructed: bool


class Done(Schema):
    """An act was done: the entry it wrote, and where the petition stands now."""

    reference: str
    seq: int
    kind: str
    at: str
    stage: str
    stage_title: str
    next_due_on: str | None


class InWorklist(Schema):
    """One line of a worklist."""

    reference: str
    title: str
    kind: str
    stage: str
    stage_title: str
    is_open: bool
    next_due_on: str | None
    next_clock: str
    next_is_internal: bool
    responsible_organisation: str | None
    responsible_officer: str | None
    received_at: str


class Worklist(Schema):
    """A page of the worklist; send `after` back as it is for the page that follows."""

    petitions: list[InWorklist]
    after: str | None = Field(description="Where the next page begins; null on the last page.")


class Recorded(Schema):
    """One event as the office sees it."""

    seq: int
    kind: str
    title: str
    is_fact: bool
    at: str
    recorded_at: str
    by: str
    organisation: str | None
    officer: str | None
    data: dict[str, Any]
    mends: int | None
    document: int | None
    is_reconstructed: bool


class OfficeWriting(Schema):
    """A document as the office sees it, drafts included."""

    id: int
    kind: str
    number: str
    state: str
    organisation: str | None
    drafted_at: str
    issued_at: str | None
    served_at: str | None
    blocks: dict[str, Any]


class OfficeFile(Schema):
    """The whole file as the office sees it; who the petitioner is, is not in it."""

    reference: str
    title: str
    body: str
    channel: str
    kind: str
    route: str
    place: str | None
    persons: int
    sealing: str
    statute: str
    seq: int
    position: dict[str, Any] = Field(description="The position of `law assess`, with words for the reasons.")
    events: list[Recorded]
    documents: list[OfficeWriting]
    acts: list[MayDo]
    is_reconstructed: bool
