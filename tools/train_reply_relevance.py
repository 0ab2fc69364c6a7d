"""Train the judgement of relevance on real pairs of petition and reply, and measure it on folds held out.

    .venv/bin/python tools/train_reply_relevance.py REPLIES.parquet SUBJECTS.parquet [--write]

REPLIES has title, detail, reply, user_id; SUBJECTS has text and label, and serves only to find wrong replies of the same
subject. Petitions of one person, and near-copies, are in one fold. A wrong reply is one to another petition: of the same
subject in another place (drawn, and the most similar), the most similar of all, of the same place, and any. With --write
the model is fitted on all of it and written beside the code; the digest that it prints belongs into relevance.py.
"""

import argparse
import hashlib
import re
import zlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as parquet
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC

from xinqiao.language.replies.relevance import SHIPPED, Relevance, features, model_text
from xinqiao.language.replies.wording import Rarity, Written

FOLDS = 5
_MASKED = re.compile(r"([A-Z]\d{0,2})(市|区|县|州)")
_NAMES = "柳桂云望青石松竹梅兰清溪河湖江海山岭原野南北东西安宁平和兴隆福寿永长新古"
KINDS = ("subject, other place", "most similar, same subject, other place", "most similar", "same place", "any")


@dataclass(frozen=True)
class Pairs:
    """Which reply (`answers`) is set beside which petition (`asked`), of which kind; the groups keep copies together."""

    asked: np.ndarray
    answers: np.ndarray
    kinds: np.ndarray
    groups: np.ndarray


def pairs_of(texts: list[str], replies: list[str], people: list[str], subjects: np.ndarray) -> Pairs:
    """Every petition with its own reply and with up to nine wrong ones."""
    likeness = _likeness(texts)
    np.fill_diagonal(likeness, -1)
    alike = _likeness(replies)
    groups = _groups(people, likeness)
    places = [Written(text, Rarity(b"")).places for text in texts]
    draw = np.random.default_rng(7)
    rows: list[tuple[int, int, str]] = [(i, i, "own") for i in range(len(texts))]
    for i in range(len(texts)):
        fit = (groups != groups[i]) & (alike[i] < 0.9)
        order = [j for j in np.argsort(-likeness[i])[:200] if fit[j]]
        elsewhere = [j for j in np.flatnonzero(fit & (subjects == subjects[i])) if places[j] != places[i]]
        same_place = [j for j in np.flatnonzero(fit) if places[i] & places[j]]
        near_elsewhere = [j for j in order if subjects[j] == subjects[i] and places[j] != places[i]]
        chosen = (
            (KINDS[0], draw.choice(elsewhere, 2, replace=False)),
            (KINDS[1], near_elsewhere[:2]),
            (KINDS[2], order[:3]),
            (KINDS[3], draw.choice(same_place, 1) if same_place else ()),
            (KINDS[4], draw.choice(np.flatnonzero(fit), 1)),
        )
        rows += [(i, int(j), kind) for kind, those in chosen for j in those]
    return Pairs(np.array([r[0] for r in rows]), np.array([r[1] for r in rows]), np.array([r[2] for r in rows]), groups)


def _likeness(texts: list[str]) -> np.ndarray:
    vectors = TfidfVectorizer(analyzer="char", ngram_range=(2, 2), min_df=2, sublinear_tf=True).fit_transform(texts)
    return (vectors @ vectors.T).toarray()


def _groups(people: list[str], likeness: np.ndarray) -> np.ndarray:
    above = list(range(len(people)))

    def top(i: int) -> int:
        while above[i] != i:
            above[i] = above[above[i]]
            i = above[i]
        return i

    by_person: dict[str, list[int]] = defaultdict(list)
    for i, person in enumerate(people):
        by_person[person].append(i)
    links = [(those[0], i) for those in by_person.values() for i in those[1:]]
    for i, j in [*links, *zip(*np.where(likeness > 0.5), strict=True)]:
        above[top(i)] = top(j)
    return np.array([top(i) for i in range(len(people))])


def unmasked(text: str) -> str:
    """The text with an invented name for each masked place: what the judgement learns must hold for names as well."""

    def name(found: re.Match[str]) -> str:
        number = zlib.crc32(found[1].encode())
        return _NAMES[number % len(_NAMES)] + _NAMES[number // 97 % len(_NAMES)] + found[2]

    return _MASKED.sub(name, text)


def fitting() -> Pipeline:
    """The learner: one weight per feature, wrong and own replies weighed alike."""
    return make_pipeline(StandardScaler(), LogisticRegression(C=1.0, max_iter=3000, class_weight="balanced"))


def held_out(values: np.ndarray, named: np.ndarray, pairs: Pairs) -> tuple[np.ndarray, np.ndarray]:
    """The score of every pair, masked and named, by a model that saw neither its petition nor its reply."""
    draw = np.random.default_rng(0)
    fold_of = dict(zip(names := np.unique(pairs.groups), draw.integers(0, FOLDS, len(names)), strict=True))
    folds = np.array([fold_of[group] for group in pairs.groups])
    own = pairs.kinds == "own"
    scores, by_name = np.zeros(len(own)), np.zeros(len(own))
    for fold in range(FOLDS):
        seen = (folds[pairs.asked] != fold) & (folds[pairs.answers] != fold)
        unseen = folds[pairs.asked] == fold
        learner = fitting().fit(np.vstack([values[seen], named[seen]]), np.hstack([own[seen], own[seen]]))
        scores[unseen] = learner.predict_proba(values[unseen])[:, 1]
        by_name[unseen] = learner.predict_proba(named[unseen])[:, 1]
    return scores, by_name


def main() -> None:
    """Measure, and write the model where that is asked."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("replies", type=Path)
    parser.add_argument("subjects", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    rows: list[dict[str, Any]] = parquet.read_table(given.replies).to_pylist()
    texts = [f"{row['title'] or ''}\n{row['detail'] or ''}" for row in rows]
    replies = [row["reply"] or "" for row in rows]
    labelled = [row for row in parquet.read_table(given.subjects).to_pylist() if row["text"]]
    reader = make_pipeline(
        TfidfVectorizer(analyzer="char", ngram_range=(1, 2), min_df=2, sublinear_tf=True), LinearSVC()
    )
    reader.fit([row["text"] for row in labelled], [row["label"] for row in labelled])
    pairs = pairs_of(texts, replies, [row["user_id"] for row in rows], reader.predict(texts))
    bare = Relevance((), 0.0, Rarity.counted(texts + replies), "")
    asked, answers = [bare.petition(text) for text in texts], [bare.reply(text) for text in replies]
    values = np.array([features(asked[i], answers[j]) for i, j in zip(pairs.asked, pairs.answers, strict=True)])
    asked, answers = [bare.petition(unmasked(text)) for text in texts], [bare.reply(unmasked(text)) for text in replies]
    named = np.array([features(asked[i], answers[j]) for i, j in zip(pairs.asked, pairs.answers, strict=True)])
    own = pairs.kinds == "own"
    scores, by_name = held_out(values, named, pairs)
    for kind in KINDS:
        both = own | (pairs.kinds == kind)
        figures = [roc_auc_score(own[both], which[both]) for which in (scores, by_name)]
        many = int((pairs.kinds == kind).sum())
        print(f"{kind}: AUC {figures[0]:.4f}, with names in place of masks {figures[1]:.4f}, over {many} wrong replies")
    if given.write:
        scaler, learner = (
            step for _name, step in fitting().fit(np.vstack([values, named]), np.hstack([own, own])).steps
        )
        weights = learner.coef_[0] / scaler.scale_
        intercept = float(learner.intercept_[0] - (weights * scaler.mean_).sum())
        content = model_text([round(float(weight), 6) for weight in weights], round(intercept, 6), bare.rarity)
        SHIPPED.write_text(content)
        print(f"digest {hashlib.sha256(content.encode()).hexdigest()}")


if __name__ == "__main__":
    main()
