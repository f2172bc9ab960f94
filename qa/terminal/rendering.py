"""How an answer looks on a terminal. What sources say is shown, never interpreted."""

from collections.abc import Iterable, Iterator

from rich.text import Text

from qa.contract.answer import Answer, ArticleReference, Citation, Part, Quote
from qa.contract.display import (
    NEAREST,
    NOT_FOUND,
    asked_with,
    headline,
    nearest_of,
    possible_of,
)
from qa.contract.sureness import in_words, meaning
from qa.dates.partial import period_in_words
from qa.terminal.showing import place, shown
from qa.terminal.sources import (
    also_says,
    other_answers,
    seconding_lines,
    source_lines,
    sureness_line,
)

EMPHASIS = "bold underline"


def origin(article: ArticleReference, quote: Quote) -> Text:
    """Return the line below a quote: title, publisher, date of publication and place."""
    said = (shown(article.title), shown(article.publisher or ""), article.published or "undated")
    words = " · ".join([*filter(None, said), place(article, quote)])
    return Text(f"    {words}", style="dim")


def answer_lines(answer: Answer) -> Iterator[Text]:
    """Yield an answer line by line: what was asked, the answer, its quotes, how sure we are."""
    for line in asked_with(answer):
        yield Text(shown(line), style="dim")
    if answer.abstention:
        yield from _abstention_lines(answer)
        return
    when = _date_in_words(answer)
    if when:
        yield Text(f"→ {when}", style="bold")
    head = headline(answer)
    if head:
        yield Text(shown(head), style="bold")
        yield Text("")
    if answer.kind == "list":
        yield from _list_lines(answer.parts)
    else:
        for part in answer.parts:
            yield from _part_lines(part)
    yield from _possible_lines(answer)
    yield from _unanswered_lines(answer)
    if not answer.parts:
        yield from _quotation_lines(answer)
    if answer.right_of_hundred is not None:
        share = answer.right_of_hundred
        yield Text(f"{in_words(share).capitalize()}. {meaning(share)}", style="dim")


def _quotation_lines(answer: Answer) -> Iterator[Text]:
    """Yield the quotes that say the answer, what sources differ in, and other possible answers."""
    for citation in also_says(answer):
        yield from _citation_lines(citation)
    yield from source_lines(answer.agreement)
    others = other_answers(answer)
    if others:
        yield Text("Other possible answers:", style="dim")
    for citation in others:
        yield from _citation_lines(citation)
        yield from sureness_line(citation)


def _abstention_lines(answer: Answer) -> Iterator[Text]:
    """Yield why there is no answer, and what is nearest."""
    abstention = answer.abstention
    assert abstention is not None
    nearest = nearest_of(answer)
    head = headline(answer)
    if head:
        yield Text(head, style="bold")
    yield from _possible_lines(answer)
    yield from _unanswered_lines(answer)
    yield Text(shown(abstention.reason))
    if nearest:
        yield Text("")
        yield Text(NEAREST, style="dim")
    for citation in nearest:
        yield from _citation_lines(citation, emphasis="none")


def _possible_lines(answer: Answer) -> Iterator[Text]:
    """Yield what may answer, each as sure as it is."""
    for label, citation in possible_of(answer):
        yield from _labelled_lines(label, citation)
        yield from sureness_line(citation)


def _list_lines(parts: Iterable[Part]) -> Iterator[Text]:
    """Yield the entries of a list; those of one sentence together, with the sentence once."""
    together: dict[tuple[str, str, int], list[Part]] = {}
    for part in parts:
        place = (part.label, part.citation.article.id, part.citation.quote.start)
        together.setdefault(place, []).append(part)
    for entries in together.values():
        if entries[0].label:
            yield Text(shown(entries[0].label), style="bold")
        for part in entries:
            yield Text(f"“{shown(part.citation.answer.text)}”", style="bold")
            if len(entries) > 1:
                yield from seconding_lines(part)
        yield from _citation_lines(*(part.citation for part in entries), emphasis=EMPHASIS)
        if len(entries) == 1:
            yield from seconding_lines(entries[0])


def _part_lines(part: Part) -> Iterator[Text]:
    """Yield one entry of a brief or a comparison below its label."""
    yield from _labelled_lines(part.label, part.citation)
    yield from seconding_lines(part)
    yield from source_lines(part.agreement)


def _labelled_lines(label: str, citation: Citation) -> Iterator[Text]:
    """Yield a quote below its label; where it is the answer as a whole nothing is emphasised."""
    if label:
        yield Text(shown(label), style="bold")
    whole = citation.answer.text == citation.quote.text
    yield from _citation_lines(citation, emphasis="none" if whole else EMPHASIS)


def _unanswered_lines(answer: Answer) -> Iterator[Text]:
    """Yield those of several questions that nothing answers."""
    for question in answer.unanswered:
        yield Text(shown(question), style="bold")
        yield Text(NOT_FOUND)
        yield Text("")


def _date_in_words(answer: Answer) -> str:
    """Return the day that a question for a time is answered with, empty where its words say it."""
    date = answer.date
    if date is None or date.earliest is None or date.latest is None:
        return ""
    when = period_in_words(date.value, date.earliest, date.latest)
    return "" if when in answer.text else when


def _citation_lines(
    citation: Citation, *others: Citation, emphasis: str = EMPHASIS
) -> Iterable[Text]:
    """Yield a quote with its answer emphasised, its dates, its title and its place.

    ``others`` are answers in the same quote.
    """
    quote = citation.quote
    line = Text(f"[{', '.join(str(each.number) for each in (citation, *others))}] ")
    done = 0
    for answer in sorted((each.answer for each in (citation, *others)), key=lambda one: one.start):
        start, end = max(answer.start - quote.start, done), max(answer.end - quote.start, done)
        line.append(shown(quote.text[done:start]))
        line.append(shown(quote.text[start:end]), style=emphasis)
        done = end
    line.append(shown(quote.text[done:]))
    yield line
    for date in citation.dates:
        if date.anchor and date.earliest and date.latest:
            when = period_in_words(date.value, date.earliest, date.latest)
            yield Text(f"    {shown(date.text)} = {when}", style="dim")
    yield origin(citation.article, quote)
    yield Text("")
