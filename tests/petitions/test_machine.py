"""Random lawful and unlawful steps: the pure model and the database agree, refusal reasons included."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.builders.city import City, a_city
from tests.builders.petitions import OPINION, a_petition, do
from xinqiao.petitions.acting import ActRefused, Dossier, StepNotPermitted, acts
from xinqiao.petitions.models import CachedPosition, DocumentState, Petition
from xinqiao.procedure.facts import Fact
from xinqiao.procedure.position import Position, assess

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
# (act, officer or None for the petitioner, what is given)
MOVES: tuple[tuple[str, str | None, dict[str, Any]], ...] = (
    ("refer", "clerk", {"to": "test-bureau"}),
    ("receive_referral", "handler", {}),
    ("object", "handler", {"reason": "非我局职权。"}),
    ("return_to_sender", "clerk", {"reason": "同意。"}),
    ("refuse_objection", "clerk", {"reason": "不同意。"}),
    ("decide_competence", "chair", {"to": "test-bureau", "reason": "主管。"}),
    ("guide", "clerk", {"where": "法院", "text": "请起诉。"}),
    ("accept", "handler", {}),
    ("notify", "handler", {"text": "收到。"}),
    ("hear", "handler", {"summary": "听取。"}),
    ("reply", "handler", {}),
    ("serve", "handler", {"method": "hand", "recipient": "某甲"}),
    ("acknowledge", None, {"agrees": True}),
    ("request_reexamination", None, {"reasons": "不服。"}),
    ("reexamine", "mayor", {}),
    ("serve", "mayor", {"method": "post", "carrier": "EMS", "tracking_number": "EX123"}),
    ("request_review", None, {"reasons": "不服。"}),
    ("withdraw", None, {}),
    ("revoke_withdrawal", None, {}),
    ("bring_new_facts", None, {"text": "新证据。"}),
    ("mediate", "handler", {"text": "协议。"}),
    ("choose_simple", "handler", {}),
    ("leave_simple", "handler", {"reason": "复杂。"}),
)
APPROVED_FIRST = {"reply": ("reply", "handler", "head"), "reexamine": ("reexamination", "mayor", "secretary")}


class PetitionMachine(RuleBasedStateMachine):
    """The database does an act exactly when the pure model permits its step to that role."""

    city: City
    petition: Petition

    @initialize()
    def register(self) -> None:
        """One petition arrives at the petition office."""
        self.now = START
        self.traveller = time_machine.travel(self.now, tick=False)
        self.traveller.start()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.city = a_city()
        self.petition = a_petition(self.city)
        self.facts: list[Fact] = list(Dossier.load(self.petition.pk).facts)

    @rule(days=st.integers(0, 40), minutes=st.integers(1, 600))
    def time_passes(self, days: int, minutes: int) -> None:
        """Nothing ticks: the answers of another day are derived, not stored."""
        self.now += timedelta(days=days, minutes=minutes)
        self.traveller.stop()
        self.traveller = time_machine.travel(self.now, tick=False)
        self.traveller.start()

    @rule(move=st.sampled_from(MOVES), outcome=st.sampled_from(("support", "not_support")))
    def somebody_acts(self, move: tuple[str, str | None, dict[str, Any]], outcome: str) -> None:
        """The act is done, or refused with the model's own reason and article."""
        name, by, given = move
        dossier = Dossier.load(self.petition.pk)
        step = acts()[name].step
        assert step is not None
        model = self._model(dossier)
        officer = self.city.officer(by) if by else None
        held = dossier.roles_of(officer.organisation_id) if officer else frozenset({"petitioner"})
        permitted = next((m for m in model.may if m.step == step), None)
        if permitted is not None and held & set(permitted.by):
            self._approve_first(name, outcome)
            event = do(name, self.petition, officer, **given)
            self.facts.append(Dossier.load(self.petition.pk).facts[-1])
            assert event.kind == self.facts[-1].kind
            return
        with pytest.raises(ActRefused) as refused:
            do(name, self.petition, officer, **given)
        expected = model.refusal(step)
        if expected is not None:
            assert isinstance(refused.value, StepNotPermitted)
            assert (refused.value.why, refused.value.article) == (expected.why, expected.article)

    @invariant()
    def the_cache_is_what_the_model_says(self) -> None:
        """Stage, responsibility and due date in the cached row are those of the pure model."""
        if not hasattr(self, "petition"):
            return
        dossier = Dossier.load(self.petition.pk)
        cached = CachedPosition.objects.get(pk=self.petition.pk)
        model = assess(dossier.statute, dossier.matter, tuple(self.facts), cached.assessed_on)
        assert (cached.stage, cached.is_open) == (model.stage, model.is_open)
        if model.is_open:
            assert model.responsible is not None
            assert cached.responsible_organisation is not None
            assert cached.responsible_organisation.code == model.responsible.organisation
            assert cached.responsible_officer is not None
            assert cached.next_due_on == model.next_due_on is not None

    def teardown(self) -> None:
        """Leave the database as it was."""
        if hasattr(self, "savepoint"):
            transaction.set_rollback(True)
            self.savepoint.__exit__(None, None, None)
            self.traveller.stop()

    def _model(self, dossier: Dossier) -> Position:
        return assess(dossier.statute, dossier.matter, tuple(self.facts), dossier.local_day(self.now))

    def _approve_first(self, name: str, outcome: str) -> None:
        """What needs a second person gets one."""
        if name not in APPROVED_FIRST:
            return
        kind, drafter, head = APPROVED_FIRST[name]
        blocks = OPINION | {"outcome": outcome if kind == "reply" else "revoke"}
        do(
            f"draft_{kind}",
            self.petition,
            self.city.officer(drafter),
            **blocks,
            **({"request": "请求处理。"} if kind == "reply" else {}),
        )
        draft = self.petition.documents.get(kind=kind, state=DocumentState.SUBMITTED)
        do("approve_draft", self.petition, self.city.officer(head), document=draft.pk, is_approved=True)


@pytest.mark.django_db
def test_random_lawful_and_unlawful_steps_agree_with_the_pure_model() -> None:
    run_state_machine_as_test(
        PetitionMachine,
        settings=settings(suppress_health_check=list(HealthCheck), deadline=None),
    )
