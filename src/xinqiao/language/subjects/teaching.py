"""How do the labelled texts of a file, some raw and some segmented by others, become a model?"""

from time import perf_counter

from xinqiao.language.subjects.cold import train_cold
from xinqiao.language.subjects.model import SubjectModel
from xinqiao.language.subjects.rows import Labelled
from xinqiao.language.subjects.segmenting import silent_words, words_of
from xinqiao.language.subjects.training import train


def teach(lesson: Labelled, *, cold: bool = False) -> tuple[SubjectModel, float]:
    """The model that a lesson teaches, and the seconds it took. Raises NotTrainable.

    Cold, the label of no text is used: only which labels there are, the words of the tree, and the unlabelled texts.
    """
    started = perf_counter()
    pairs = [(text, words) for text, words in zip(lesson.texts, lesson.tokens, strict=True) if text and words]
    silent = silent_words(pairs)
    words = [
        words_of(text, silent).words if text else tokens
        for text, tokens in zip(lesson.texts, lesson.tokens, strict=True)
    ]
    if cold:
        model = train_cold(words, sorted(set(lesson.labels)), silent)
    else:
        model = train(words, lesson.labels, silent, [bool(text) for text in lesson.texts])
    return model, perf_counter() - started
