"""What do an office's confirmed subjects teach? A new version of its model, put in use only where it reads no worse."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from xinqiao.language.ports import SubjectReader
from xinqiao.language.subjects.evaluating import macro_f1
from xinqiao.language.subjects.rows import Labelled
from xinqiao.language.subjects.storing import WrongModel, read_card, save_model
from xinqiao.language.subjects.teaching import figures_of, held_back, part_of, teach
from xinqiao.language.subjects.training import NotTrainable
from xinqiao.routing.confirming import newest_confirmed
from xinqiao.routing.subject import ModelRefused, model_file, reader_in_use
from xinqiao.routing.versions import Version, file_of, kept_versions, new_name, use_version

# Fewer confirmed petitions teach chance, and a subject with fewer is left to a person.
ENOUGH = 50
ENOUGH_OF_A_SUBJECT = 5
# On so many letters that neither model was taught they are compared; else on all that were held back.
_ENOUGH_UNSEEN = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """The new version, and in one sentence why it was put in use or not."""

    version: Version
    why: str


def teach_from_office(*, at: datetime, with_accusations: bool = False, also: Labelled | None = None) -> Taught:
    """Teach on what officers confirmed (and on the rows of `also`), keep the version, and use it where it reads no worse.

    Worse is a lower macro-F1 on confirmed petitions that it was not taught, than of what the desk reads with now.
    Raises NotTrainable where there is too little.
    """
    lesson, last, left_out = _lesson(with_accusations=with_accusations)
    taught, questions = held_back(lesson)
    model, _ = teach(_joined(taught, also))
    unseen, says_unseen = _unseen_by_the_one_in_use(questions)
    new, old = _worth(model, unseen), _worth(_in_use(), unseen)
    figures = figures_of(model, questions, lesson.labels)
    whole, seconds = teach(_joined(lesson, also))
    name = new_name(at.date().isoformat())
    card = {
        "name": name,
        "taught_at": at.isoformat(),
        "texts": len(lesson.labels) + (len(also.labels) if also else 0),
        "confirmed": len(lesson.labels),
        "last_confirmed": last,
        "with_accusations": with_accusations,
        "left_out": left_out,
        "train_seconds": round(seconds, 2),
        **figures,
    }
    save_model(whole, file_of(name), card)
    compared = f"macro-F1 {new:.3f}, the one in use {old:.3f}, on {len(unseen.labels)} confirmed petitions{says_unseen}"
    if new < old:
        version = next(one for one in kept_versions() if one.name == name)
        return Taught(version=version, why=f"The new model reads worse and is not used: {compared}.")
    return Taught(version=use_version(name), why=f"The new model is in use: {compared}.")


def _lesson(*, with_accusations: bool) -> tuple[Labelled, int, dict[str, int]]:
    """What officers confirmed, the number of the last confirmation, and the subjects with too few to be taught."""
    rows = list(newest_confirmed(with_accusations=with_accusations))
    times = Counter(row.branch for row in rows)
    left_out = {branch: count for branch, count in times.items() if count < ENOUGH_OF_A_SUBJECT}
    kept = [row for row in rows if row.branch not in left_out]
    if len(kept) < ENOUGH or len(times) - len(left_out) < 2:
        raise NotTrainable(
            f"A model of the office needs {ENOUGH} confirmed petitions of at least two subjects "
            f"({ENOUGH_OF_A_SUBJECT} of each); there are {len(kept)}."
        )
    lesson = Labelled(
        ids=tuple(row.pk for row in kept),
        labels=tuple(row.branch for row in kept),
        texts=tuple(f"{row.petition.title}\n{row.petition.body}" for row in kept),
        tokens=((),) * len(kept),
    )
    return lesson, max(row.pk for row in rows), left_out


def _joined(lesson: Labelled, also: Labelled | None) -> Labelled:
    if also is None:
        return lesson
    return Labelled(
        lesson.ids + also.ids, lesson.labels + also.labels, lesson.texts + also.texts, lesson.tokens + also.tokens
    )


def _unseen_by_the_one_in_use(questions: Labelled) -> tuple[Labelled, str]:
    """Those confirmed after the model in use was taught, where they suffice; its own lesson would flatter it."""
    try:
        last = int(read_card(model_file()).get("last_confirmed", 0))
    except (WrongModel, TypeError, ValueError):
        last = 0
    newer = [row for row, number in enumerate(questions.ids) if number > last]
    if len(newer) == len(questions.ids):
        return questions, ""
    if len(newer) >= _ENOUGH_UNSEEN:
        return part_of(questions, newer), ""
    return questions, ", of which the one in use was taught some"


def _in_use() -> SubjectReader | None:
    try:
        return reader_in_use()[0]
    except ModelRefused:
        return None


def _worth(reader: SubjectReader | None, questions: Labelled) -> float:
    return macro_f1(_labels(reader, questions.texts), questions.labels) if reader else 0.0


def _labels(reader: SubjectReader, texts: Sequence[str]) -> list[str]:
    return [reader.read(text).label for text in texts]
