"""What is known on the day for the standing words of a letter? Each {name} of the law's texts has one answer here."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from xinqiao.law.letters import LetterBlock, names_in
from xinqiao.law.wording import article_in_words, catalogue, day_in_words, length_in_words, name_of
from xinqiao.people.models import Organisation
from xinqiao.petitions.acting.doing import Doing
from xinqiao.procedure.counting import Counting
from xinqiao.procedure.facts import Fact, FactsError
from xinqiao.procedure.position import assess

_CONTACT = ("address", "phone", "hours")
_GIVEN = ("to", "petition", "where")


class Known:
    """The answers for one letter, each looked up when a text asks for it; empty where nothing is known."""

    def __init__(self, doing: Doing, given: Mapping[str, Any], *, language: str) -> None:
        self.doing, self.given, self.language = doing, given, language
        self.dossier = doing.dossier
        self.statute = doing.dossier.statute

    def for_block(self, block: LetterBlock) -> dict[str, str]:
        """What the texts of this part ask for."""
        wanted = {
            name for text in block.texts for name in names_in(catalogue()["letter_text"][text][self.language])
        } - {"law"}
        known = {name: self._answer(name) for name in wanted}
        known["law"] = self.cited(self._article_of(block))
        return known

    def cited(self, article: str) -> str:
        """An article with its regulation, as a letter cites it."""
        said = article_in_words(article, self.language, self.statute.item_articles)
        title = self.statute.title[self.language]
        return f"{said} of the {title}" if self.language == "en" else f"《{title}》{said}"

    def _article_of(self, block: LetterBlock) -> str:
        code = str(self.given.get("reason") or "")
        return self.statute.reason(code).article if block.is_by_reason and code else block.article

    def _answer(self, name: str) -> str:
        if name in _CONTACT:
            return str(getattr(self.organ, name)) if self.organ else ""
        if name in _GIVEN:
            return str(self.given.get(name) or "").strip()
        found: Callable[[], str] = getattr(self, f"_{name}")
        return found()

    @cached_property
    def organ(self) -> Organisation | None:
        """Whose letter it is."""
        return self.doing.actor.organisation

    def _organ(self) -> str:
        return self.organ.name if self.organ else ""

    def _reference(self) -> str:
        return self.dossier.petition.reference

    def _title(self) -> str:
        return self.dossier.petition.title

    def _received(self) -> str:
        return self._day(self.dossier.local_day(self.dossier.events[0].occurred_at)) if self.dossier.events else ""

    def _way(self) -> str:
        position = self.doing.position
        is_appeal = position.kind == "appeal"
        return (
            name_of("route", position.route, self.language)
            if is_appeal
            else name_of("kind", position.kind, self.language)
        )

    def _reason(self) -> str:
        code = str(self.given.get("reason") or "")
        return self.statute.reason(code).title[self.language] if code else ""

    def _route(self) -> str:
        code = str(self.given.get("route") or "")
        return name_of("route", code, self.language) if code else ""

    def _files(self) -> str:
        """How many files go along with the matter; empty where there are none."""
        count = self.dossier.petition.attachments.count()
        return str(count) if count else ""

    def _handling_within(self) -> str:
        return self._length("handling") if self._due_after("accepted", {}) else ""

    def _handling_due(self) -> str:
        due = self._due_after("accepted", {})
        return self._day(due) if due else ""

    def _extended_by(self) -> str:
        return length_in_words("calendar_day", int(self.given["days"]), self.language) if self.given.get("days") else ""

    def _extended_to(self) -> str:
        due = self._due_after("extended", {"days": self.given.get("days"), "approved_by": "head"})
        return self._day(due) if due else ""

    def _report_by(self) -> str:
        return self._given_day("report_by")

    def _perform_by(self) -> str:
        return self._given_day("perform_by")

    def _objection_within(self) -> str:
        return self._length("objection")

    def _reexamination_within(self) -> str:
        return self._length("reexamination_request")

    def _review_within(self) -> str:
        return self._length("review_request")

    def _reexamination_by(self) -> str:
        """Who re-examines; nobody does where the matter is not of the petition procedure (31(6), 35)."""
        position = self.doing.position
        is_open = position.kind == "appeal" and position.route == "petition_procedure"
        return self._higher() if is_open else ""

    def _review_by(self) -> str:
        return self._higher()

    def _redone_by(self) -> str:
        handler = self.dossier.holder_of("competent")
        return handler.name if self.given.get("outcome") == "revoke" and handler else ""

    def _lower(self) -> str:
        role = "reexamination" if self.doing.position.stage == "review" else "competent"
        holder = self.dossier.holder_of(role) or self.dossier.holder_of("competent")
        return holder.name if holder else ""

    def _requested(self) -> str:
        kind = "review_requested" if self.doing.position.stage == "review" else "reexamination_requested"
        asked = self.dossier.latest(kind)
        return self._day(self.dossier.local_day(asked.occurred_at)) if asked else ""

    def _higher(self) -> str:
        higher = self.organ.higher_organ if self.organ else None
        return higher.name if higher else catalogue()["letter_text"]["higher_organ"][self.language]

    def _given_day(self, name: str) -> str:
        value = self.given.get(name)
        return self._day(date.fromisoformat(str(value))) if value else ""

    def _day(self, day: date) -> str:
        return day_in_words(day, self.language)

    def _length(self, clock: str) -> str:
        # of the statute as it holds for this petition: a limit may have been amended from a day on
        spec = self.doing.position.statute.clocks.get(clock)
        counting: Counting | None = spec.counting if spec else None
        return length_in_words(counting.unit, counting.value, self.language) if counting else ""

    def _due_after(self, kind: str, data: Mapping[str, Any]) -> date | None:
        """The last day of handling once this act is done; None where the law would then count none."""
        code = self.organ.code if self.organ else None
        fact = Fact(kind=kind, at=self.doing.at, by=self.doing.role, organisation=code, data=data)
        try:
            after = assess(self.statute, self.dossier.matter, (*self.dossier.facts, fact), self.doing.on)
        except FactsError:
            return None
        running = [
            clock for clock in after.clocks if clock.name in ("handling", "simple_handling") and not clock.met_on
        ]
        return running[-1].due_on if running else None
