"""Several articles on a terminal: who agrees, what was reported otherwise, what was corrected."""

from collections.abc import Iterable, Sequence

from rich.text import Text

from qa.contract.answer import Agreement, Answer, Citation, Part
from qa.contract.sureness import in_words
from qa.dates.partial import in_words as date_in_words
from qa.terminal.showing import place, shown

HEADS = {"corrects": "Corrected", "later": "Newest count"}


def also_says(answer: Answer) -> list[Citation]:
    """Return the citations that say the answer, itself first."""
    agreeing = answer.agreement[0].citations if answer.agreement else ()
    return [each for each in answer.citations[:1] if each not in agreeing] + list(agreeing)


def other_answers(answer: Answer) -> list[Citation]:
    """Return the citations that say something else of which nobody knows that it contradicts."""
    said = also_says(answer)
    return [each for each in answer.citations if each not in said]


def source_lines(agreement: Sequence[Agreement]) -> Iterable[Text]:
    """Yield who agrees, what was corrected, and what was reported before or differently."""
    if not agreement:
        return
    first, *others = agreement
    head = HEADS.get(first.relation)
    if head:
        yield Text(f"{head} {_on(first.citations[0])}.", style="bold")
    agreeing = [f"[{each.number}]" for each in first.citations]
    if len(agreeing) > 1:
        yield Text(f"{len(agreeing)} sources agree: {' '.join(agreeing)}.")
    for copy in first.copies:
        yield Text(f"Printed again, and not counted: {shown(copy.title)} · {shown(copy.source)}")
    for group in others:
        before = head is not None and _published(group) < _published(first)
        yield Text("Reported before:" if before else "Reported differently:")
        for citation in group.citations:
            yield _row(citation)
    yield Text("")


def seconding_lines(part: Part) -> Iterable[Text]:
    """Yield the other articles that say what a part says, nothing where none does."""
    if part.also:
        yield Text("    Also says so:" if len(part.also) == 1 else "    Also say so:", style="dim")
        yield from map(_row, part.also)
        yield Text("")


def sureness_line(citation: Citation) -> Iterable[Text]:
    """Yield how sure another possible answer is, nothing where that was not measured."""
    words = in_words(citation.right_of_hundred)
    if words:
        yield Text(f"    {words}", style="dim")


def _row(citation: Citation) -> Text:
    line = Text(f"    {citation.article.published or 'undated'} · ")
    line.append(f"“{shown(citation.answer.text)}”", style="bold")
    article = citation.article
    said = (shown(article.title), shown(article.publisher or ""), place(article, citation.quote))
    return line.append("".join(f" · {each}" for each in said if each), style="dim")


def _on(citation: Citation) -> str:
    published = citation.article.published
    return f"on {date_in_words(published)}" if published else "on a day that is not known"


def _published(group: Agreement) -> str:
    return max(each.article.published or "" for each in group.citations)
