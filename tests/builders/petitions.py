"""Petitions for tests, registered and led by lawful acts to where a test wants them."""

import hashlib
from datetime import datetime
from typing import Any

from django.utils import timezone

from tests.builders.city import City
from xinqiao.people.identities import Identity, make_petitioner
from xinqiao.people.models import Officer, Organisation
from xinqiao.petitions.acting import Actor, Dossier, act_named, perform, read_given
from xinqiao.petitions.acting.batch import save_all
from xinqiao.petitions.models import Event, Petition, Submission
from xinqiao.petitions.opening import Opening, open_petition

TEXT = "楼下烧烤店每晚油烟很大，请求处理。"


def a_submission(
    *, organisation: Organisation, received_at: datetime | None = None, channel: str = "web", body: str = TEXT
) -> Submission:
    """Something that arrived, with a petitioner who can be reached."""
    petitioner = make_petitioner(identity=Identity(name="某甲", phone="13900000000", address="桥头路1号"))
    petitioner.save()
    return Submission.objects.create(
        channel=channel,
        body=body,
        received_at=received_at or timezone.now(),
        received_by=organisation,
        body_sha256=hashlib.sha256(body.encode()).hexdigest(),
        petitioner=petitioner,
    )


def a_petition(city: City, *, at: str = "office", received_at: datetime | None = None, **opening: Any) -> Petition:
    """A petition registered at the organisation called `at`."""
    submission = a_submission(organisation=city[at], received_at=received_at)
    dossier = open_petition(
        Opening(
            submission=submission,
            organisation=city[at],
            **({"place": city.places["city"], "title": "油烟扰民", "body": TEXT} | opening),
        )
    )
    save_all([dossier])
    return dossier.petition


def do(act: str, petition: Petition, by: Officer | None = None, **given: Any) -> Event:
    """Do an act: by an officer, or by the petitioner herself."""
    actor = Actor.of_officer(by) if by else Actor.petitioner(petition.pk)
    the_act = act_named(act)
    assert the_act is not None, act
    occurred_at = given.pop("occurred_at", None)
    expected_seq = given.pop("expected_seq", None)
    return perform(
        the_act,
        petition_id=petition.pk,
        actor=actor,
        given=read_given(the_act.given, given),
        occurred_at=occurred_at,
        expected_seq=expected_seq,
    )


def position_of(petition: Petition):
    """Where the petition stands today."""
    dossier = Dossier.load(petition.pk)
    return dossier.position_on(dossier.local_day(timezone.now()))


OPINION = {
    "facts": "经查属实。",
    "basis": "《信桥市餐饮油烟办法（演示）》第三条",
    "outcome": "support",
    "opinion": "责令改正。",
    "remedy": "可自收到之日起向上一级机关请求复查。",
}


def lead_to_handling(city: City, petition: Petition) -> None:
    """Referred to the bureau, received and accepted."""
    do("refer", petition, city.officer("clerk"), to=city["bureau"].code)
    do("receive_referral", petition, city.officer("handler"))
    do("accept", petition, city.officer("handler"), text="已受理。")


def lead_to_reply(city: City, petition: Petition, *, outcome: str = "support") -> None:
    """Accepted by the bureau, heard, drafted, approved by the head, issued."""
    lead_to_handling(city, petition)
    do("hear", petition, city.officer("handler"), summary="当面听取。")
    answer(petition, drafter=city.officer("handler"), head=city.officer("head"), kind="reply", outcome=outcome)


def answer(petition: Petition, *, drafter: Officer, head: Officer, kind: str, outcome: str) -> None:
    """Draft an opinion, have it approved by a second person, issue it. `kind`: reply, reexamination, review."""
    blocks = OPINION | {"outcome": outcome} | ({"request": "请求处理油烟。"} if kind == "reply" else {})
    do(f"draft_{kind}", petition, drafter, **blocks)
    draft = petition.documents.order_by("-pk").first()
    assert draft is not None
    do("approve_draft", petition, head, document=draft.pk, is_approved=True)
    do({"reply": "reply", "reexamination": "reexamine", "review": "review"}[kind], petition, drafter)


def serve(petition: Petition, by: Officer) -> None:
    """Hand the newest answer over."""
    do("serve", petition, by, method="hand", recipient="某甲")
