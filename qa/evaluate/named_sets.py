"""Sets of questions by name, as commands take them: ``quiz=FOLDER squad=FILE near=FILE,FILE``."""

from collections.abc import Callable, Mapping
from pathlib import Path

from qa.errors import SetError
from qa.evaluate.attribution_set import attribution
from qa.evaluate.clapnq_set import clapnq
from qa.evaluate.explicit_set import explicit
from qa.evaluate.near_set import near
from qa.evaluate.quiz_set import quiz
from qa.evaluate.sets import QuestionSet
from qa.evaluate.squad_set import squad

HELD_OUT = Path(__file__).parent.parent / "models" / "reader" / "held_out.txt"
"""Ids of questions that no model was trained on."""
EVERY = 4
"""Of the held-out questions of SQuAD each fourth is asked: 634, as many as all news together."""
ARTICLES = 90
"""Articles of attributions, chosen by hash: some 250 questions."""
PAIRS = 150
"""Near misses, each with its answered twin."""


def _squad(*files: Path) -> QuestionSet:
    held_out = frozenset(HELD_OUT.read_text(encoding="utf-8").split("\n"))
    return squad(files[0], held_out, every=EVERY)


def _exchanged(*files: Path) -> QuestionSet:
    return attribution(files[0], sample=ARTICLES, exchanged=True)


LOADERS: Mapping[str, tuple[int, Callable[..., QuestionSet]]] = {
    "squad": (1, _squad),
    "quiz": (1, quiz),
    "attribution": (1, lambda file: attribution(file, sample=ARTICLES)),
    "exchanged": (1, _exchanged),
    "near": (2, lambda reuters, polnear: near(reuters, polnear, "fit", pairs=PAIRS)),
    "explicit": (1, explicit),
    "clapnq": (2, clapnq),
}
"""By name: how many paths, and how they are read.

``near`` takes Reuters, then PolNeAR; ``clapnq`` the answerable, then the unanswerable ones.
"""


def named_set(text: str) -> QuestionSet:
    """Return the set that ``KIND=PATH`` names, or ``KIND=PATH,PATH``.

    :raises SetError: when the kind is not known, or a file is not of its form.
    """
    kind, _, rest = text.partition("=")
    paths = [Path(path) for path in rest.split(",") if path]
    if kind not in LOADERS or len(paths) != LOADERS[kind][0]:
        raise SetError(
            f"{text!r} names no set of questions. Expected KIND=PATH with one of "
            f"{', '.join(LOADERS)}; near takes two paths: near=REUTERS,POLNEAR."
        )
    return LOADERS[kind][1](*paths)
