"""What happens next: who owes what to whom by which day, under which article or office rule."""

from dataclasses import dataclass
from datetime import date

from xinqiao.people.models import Organisation
from xinqiao.petitions.acting import Dossier
from xinqiao.procedure.clocks import Clock
from xinqiao.procedure.position import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One line of "what happens next". `left_days` is below zero once the day is over."""

    role: str
    organisation: str
    what: str
    due_on: date | None
    left_days: int | None
    article: str
    is_internal: bool
    clock: Clock | None

    @property
    def is_late(self) -> bool:
        """Whether the day is over."""
        return self.left_days is not None and self.left_days < 0

    @property
    def late_days(self) -> int:
        """How many days it is late."""
        return max(0, -(self.left_days or 0))

    @property
    def is_petitioners(self) -> bool:
        """Whether it is the petitioner's own period, which may be left unused."""
        return self.role == "petitioner"


def owed_on(dossier: Dossier, position: Position, responsible: Organisation | None, *, on: date) -> list[Owed]:
    """All duties and the petitioner's own running periods, dated ones first, law before office rules."""
    clocks = [clock for clock in position.clocks if clock.is_unmet]
    specs = dossier.statute.clocks
    # A duty of its own may be dated by a clock all the same.
    dated_by = {(spec.what, spec.due) for spec in dossier.statute.duties}
    lines = []
    for duty in position.duties:
        backing = next(
            (
                c
                for c in clocks
                if c.due_on == duty.due_on and (specs[c.name].duty == duty.what or (duty.what, c.name) in dated_by)
            ),
            None,
        )
        role = _role(duty.who, position)
        lines.append(
            Owed(
                role=role,
                organisation=_name(dossier, position, responsible, role),
                what=duty.what,
                due_on=duty.due_on,
                left_days=(duty.due_on - on).days if duty.due_on else None,
                article=duty.article,
                is_internal=duty.internal,
                clock=backing,
            )
        )
    lines += [_own_period(clock, on=on) for clock in clocks if clock.holder == "petitioner"]
    return sorted(lines, key=lambda line: (line.due_on is None, line.is_internal, line.due_on or on))


def _own_period(clock: Clock, *, on: date) -> Owed:
    return Owed(
        role="petitioner",
        organisation="",
        what=clock.name,
        due_on=clock.due_on,
        left_days=(clock.due_on - on).days,
        article=clock.article,
        is_internal=clock.internal,
        clock=clock,
    )


def _role(who: str, position: Position) -> str:
    """A clock may be held by whoever is responsible: then that organ's role is named."""
    if who == "responsible" and position.responsible is not None:
        return position.responsible.role
    return who


def _name(dossier: Dossier, position: Position, responsible: Organisation | None, role: str) -> str:
    if position.responsible is not None and position.responsible.role == role and responsible is not None:
        return responsible.name
    holder = dossier.holder_of(role)
    return holder.name if holder else ""
