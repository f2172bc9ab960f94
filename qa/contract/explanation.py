"""Why an answer: what counted how much for the first candidates."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counted:
    """One piece of evidence and what it counted.

    ``value`` is what was measured, ``rank`` what that added to the candidate's rank, and
    ``confidence`` to the log-odds that it is right; ``says`` is a short sentence for a person: what
    speaks for the answer, or against it.
    """

    name: str
    says: str
    value: float
    rank: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """The ledger of one candidate: an answer that was considered, in its sentence.

    The ``rank`` of the ledger's entries add up to ``rank``, by which the candidates are ordered;
    their ``confidence`` and ``bias`` add up to the log-odds of ``confidence``. Entries that count
    nothing are left out. A candidate that was not verified has confidence 0.0 and no ledger.
    ``instead`` says, in a sentence, why a candidate was given though another one has a higher rank:
    it corrects it, or counts later; empty where the rank decided.
    """

    text: str
    quote: str
    article_id: str
    source: str
    rank: float
    confidence: float
    bias: float
    ledger: tuple[Counted, ...]
    instead: str = ""
