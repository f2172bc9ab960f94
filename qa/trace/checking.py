"""An exported answer checked: its hash, its citations, and the same question asked again."""

from collections.abc import Callable, Mapping
from typing import Any

from qa.contract.plain import to_plain
from qa.contract.receipt import AskedAgain, Receipt, Verification
from qa.contract.settings import AskSettings
from qa.errors import QuestionError, ReceiptError
from qa.index.store import Store
from qa.trace.exported import Exported, read_exported, stated
from qa.trace.receipts import digest
from qa.trace.tracer import Tracer
from qa.trace.verification import check_citation

STANDS = ("intact", "moved")
"""States in which every word that was cited still stands there."""

_ANSWER = ("answered", "text", "citations")

Ask = Callable[[str, AskSettings], Receipt]


def verify(
    store: Store, tracer: Tracer, exported: Mapping[str, Any], ask: Ask | None = None
) -> Verification:
    """Return what became of an exported answer, a receipt's JSON or an Answer's.

    ``ask`` asks a question again; without it that is not done.

    :raises ReceiptError: when it is neither.
    """
    read = read_exported(exported)
    with store.reading() as connection:
        citations = tuple(check_citation(connection, claim, tracer.trace) for claim in read.claims)
    receipt = _receipt(read, exported)
    return Verification(
        holds=receipt != "altered" and all(one.state in STANDS for one in citations),
        receipt=receipt,
        citations=citations,
        again=_asked_again(read, ask) if ask else None,
        collection=tracer.collection(),
    )


def _receipt(read: Exported, exported: Mapping[str, Any]) -> Any:
    """Tell whether a receipt is as it was written: its hash is that of the rest."""
    if not read.signed:
        return "none"
    try:
        return "unaltered" if digest(exported) == exported["sha256"] else "altered"
    except ValueError as error:
        raise ReceiptError(f"this receipt cannot be hashed: {error}") from error


def _asked_again(read: Exported, ask: Ask) -> AskedAgain:
    """Ask the question with its settings once more and compare."""
    try:
        receipt = ask(read.question, read.settings)
    except QuestionError as error:
        raise ReceiptError(f"the question cannot be asked again: {error}") from error
    now = stated(to_plain(receipt))
    differs = tuple(name for name, value in read.stated.items() if now[name] != value)
    return AskedAgain(
        same=not any(name in differs for name in _ANSWER),
        differs=differs,
        answered=receipt.answered,
        text=receipt.text,
    )
