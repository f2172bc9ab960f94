"""How traced quotations and checked answers look on a terminal."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from qa.contract.receipt import CheckedCitation, Verification
from qa.contract.tracing import Difference, DraftTrace, QuotedPlace, QuoteTrace
from qa.terminal.rendering import origin
from qa.terminal.showing import place, shown

STYLES = {
    "exact": "bold green",
    "altered": "bold yellow",
    "spliced": "bold yellow",
    "absent": "bold red",
    "intact": "bold green",
    "moved": "bold green",
    "changed": "bold yellow",
    "superseded": "bold yellow",
    "gone": "bold red",
}
SAID = {
    "exact": "Exact.",
    "altered": "Altered.",
    "spliced": "Spliced from several places.",
    "absent": "Not in this collection.",
}

# Copies of one report that are listed; the others are counted.
COPIES = 3


def trace_lines(trace: QuoteTrace) -> Iterator[Text]:
    """Yield what became of a quotation: the verdict, where it stands, what differs."""
    yield Text(SAID[trace.verdict], style=STYLES[trace.verdict])
    listed = trace.places if trace.verdict == "spliced" else trace.places[:COPIES]
    for found in listed:
        yield from _place_lines(found)
    if len(listed) < len(trace.places):
        yield Text(f"    and {len(trace.places) - len(listed)} more places", style="dim")
    for words in trace.unplaced:
        yield Text(f"    nowhere: “{shown(words.text)}”")


def draft_lines(traced: DraftTrace) -> Iterator[Text]:
    """Yield every quotation of a draft with what became of it, last the sum."""
    counts = dict.fromkeys(SAID, 0)
    for one in traced.quotations:
        counts[one.trace.verdict] += 1
        yield Text(f"“{shown(one.passage.text)}” [{one.passage.start}:{one.passage.end}]")
        yield from trace_lines(one.trace)
        yield Text("")
    total = len(traced.quotations)
    said = ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count)
    line = f"{total} quotation{'' if total == 1 else 's'}" + (f": {said}" if said else "")
    if traced.short:
        line += f" ({traced.short} of one or two words not traced)"
    yield Text(f"{line}.")


def verification_lines(verification: Verification) -> Iterator[Text]:
    """Yield what checking an exported answer found."""
    if verification.receipt == "altered":
        yield Text("The receipt was altered: its hash is not that of its contents.", "bold red")
    for one in verification.citations:
        yield from _checked_lines(one)
    if not verification.citations:
        yield Text("It cites nothing.")
    again = verification.again
    if again is None:
        return
    if again.same:
        others = [name for name in again.differs if name != "confidence"]
        but = f" ({_listed(others)} changed)" if others else ""
        yield Text(f"Asked again: the same answer{but}.")
    else:
        answer = f"“{shown(again.text)}”" if again.answered else "no answer"
        yield Text(f"Asked again: {answer}. Not as it was: {_listed(again.differs)}.")


def _checked_lines(checked: CheckedCitation) -> Iterator[Text]:
    """Yield what became of one citation."""
    line = Text(f"[{checked.number}] ")
    line.append(checked.state.capitalize(), style=STYLES[checked.state])
    yield line.append(f". {shown(checked.reason)}")
    if checked.article and checked.quote:
        yield Text(f"    {shown(checked.quote.text)}")
        yield Text(f"    {place(checked.article, checked.quote)}", style="dim")
    yield from _difference_lines(checked.differences)


def _place_lines(found: QuotedPlace) -> Iterator[Text]:
    """Yield where a quotation stands and what differs there."""
    yield Text(f"    {shown(found.quote.text)}")
    yield from _difference_lines(found.differences)
    if found.ignored:
        yield Text(f"    ignored: {_listed(found.ignored)}", style="dim")
    if found.speaker:
        yield Text(f"    said by: {shown(found.speaker.text)}")
    yield origin(found.article, found.quote)


def _difference_lines(differences: Sequence[Difference]) -> Iterator[Text]:
    """Yield what was changed, left out or added, one a line."""
    for one in differences:
        quoted = shown(one.quoted.text) if one.quoted else ""
        source = shown(one.source.text) if one.source else ""
        if one.kind == "changed":
            yield Text(f"    changed: “{quoted}”, the article has “{source}”")
        elif one.kind == "missing":
            yield Text(f"    missing: “{source}”")
        else:
            yield Text(f"    added: “{quoted}”")


def _listed(names: Sequence[str]) -> str:
    """Return names as people list them."""
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + "".join(names[-1:])
