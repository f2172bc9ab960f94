"""The same quotations given to quotecheck (PyPI, Apache-2.0), which looks a phrase up in one file.

It is told the right story, which here has to be found among all; where a quotation is of no story
it is given one, and where it is spliced both. What it calls "drift" counts as altered.
"""

import random
from dataclasses import dataclass
from pathlib import Path

from qa.errors import SetError
from qa.evaluate.dated_stories import texts
from qa.evaluate.tracing import EXCERPTS, SEED, quotations, stories
from qa.terminal.progress import watched


@dataclass(frozen=True, slots=True)
class QuotecheckFigures:
    """Shares of the quotations of ``qa evaluate tracing`` with the right verdict.

    ``spliced_refused``: it has no word for a splice; at least it does not say that it stands there.
    """

    exact: float
    altered: float
    spliced_refused: float
    foreign_absent: float


def evaluate_quotecheck(file: Path, foreign: Path, excerpts: int = EXCERPTS) -> QuotecheckFigures:
    """Check the quotations that ``evaluate_tracing`` makes of the same files.

    :raises ArticleError: when a file is not of the form; SetError: when quotecheck is not there.
    """
    try:
        from quotecheck import check
    except ImportError as error:
        raise SetError("quotecheck is not installed. To compare: pip install quotecheck") from error
    held = list(dict.fromkeys(article.text for article in stories(file)))
    quoted, chance = quotations(held, texts(foreign), excerpts), random.Random(SEED)

    def share(verdicts: list[bool]) -> float:
        return sum(verdicts) / len(verdicts)

    return QuotecheckFigures(
        exact=share([check(one.text, one.story).ok for one in watched(quoted.exact, "exact")]),
        altered=share(
            [
                check(one.text, one.excerpt.story).status == "drift"
                for one in watched(quoted.altered, "altered")
            ]
        ),
        spliced_refused=share(
            [
                not check(f"{one.text} {other.text}", f"{one.story}\n{other.story}").ok
                for one, other in watched(quoted.spliced, "spliced")
            ]
        ),
        foreign_absent=share(
            [
                check(text, chance.choice(held)).status == "absent"
                for text in watched(quoted.foreign, "foreign")
            ]
        ),
    )
