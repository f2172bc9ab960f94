"""How answers and lists look on a terminal. What sources say is shown, never interpreted."""

from collections.abc import Iterable, Sequence

from rich.table import Table
from rich.text import Text

from qa.contract.answer import Abstention, Answer, Citation, CitedDate, Interval, Kind
from qa.contract.article import Article
from qa.contract.explanation import Explanation
from qa.contract.sureness import in_words, meaning
from qa.dates.partial import period_in_words
from qa.terminal.showing import shown
from qa.terminal.sources import also_says, other_answers, source_lines, sureness_line
from qa.timeline import Timeline


def answer_lines(answer: Answer) -> Iterable[Text]:
    """Yield an answer line by line: the span, its sentence, where it stands, how sure we are."""
    if answer.corrected:
        read = (f"{shown(each.read_as)} ({shown(each.typed)})" for each in answer.corrected)
        yield Text(f"Read as: {', '.join(read)}", style="dim")
    yield from _asked_with(answer)
    if answer.abstention:
        yield from _abstention_lines(answer.kind, answer.abstention)
    elif answer.parts:
        yield from _part_lines(answer)
    else:
        yield from _span_lines(answer)


def _abstention_lines(kind: Kind, abstention: Abstention) -> Iterable[Text]:
    """Yield why there is no answer, and what stands nearest; of a greeting the line alone."""
    if kind != "help":
        yield Text("No answer.", style="bold")
    yield Text(shown(abstention.reason))
    nearest = abstention.nearest
    if abstention.possible:
        yield Text("\nPossibly:")
        yield from _citation_lines(nearest[0], emphasis="underline")
        nearest = nearest[1:]
    if nearest:
        yield Text("\nNearest, but not an answer:", style="dim")
    for citation in nearest:
        yield from _citation_lines(citation, emphasis="none")


def _span_lines(answer: Answer) -> Iterable[Text]:
    """Yield the span, the sentences it stands in, how sure we are."""
    when = _date_in_words(answer)
    if when:
        yield Text(f"→ {when}", style="bold")
    yield Text(f"“{shown(answer.text)}”", style="bold")
    yield Text("")
    yield from _quotation_lines(answer)
    if answer.right_of_hundred is not None:
        share = answer.right_of_hundred
        yield Text(f"{in_words(share).capitalize()}. {meaning(share)}", style="dim")


def _quotation_lines(answer: Answer) -> Iterable[Text]:
    """Yield the quotes that say the answer, what sources differ in, and other possible answers."""
    for citation in also_says(answer):
        yield from _citation_lines(citation, emphasis="bold underline")
    yield from source_lines(answer)
    others = other_answers(answer)
    if others:
        yield Text("Other possible answers:", style="dim")
    for citation in others:
        yield from _citation_lines(citation, emphasis="bold underline")
        yield from sureness_line(citation)


def _part_lines(answer: Answer) -> Iterable[Text]:
    """Yield the parts of a list, a brief or a comparison: label, answer, quote."""
    if answer.kind == "list" and not any(part.label for part in answer.parts):
        yield Text(f"At least {len(answer.parts)} answers:", style="bold")
        yield Text("")
    for part in answer.parts:
        if part.label:
            yield Text(shown(part.label), style="bold")
        if answer.kind == "list":
            yield Text(f"“{shown(part.citation.answer.text)}”", style="bold")
        emphasis = "bold underline" if answer.kind == "list" else "none"
        yield from _citation_lines(part.citation, emphasis=emphasis)


def _asked_with(answer: Answer) -> Iterable[Text]:
    """Yield the words of earlier turns that the question was asked with."""
    if answer.context:
        terms = " · ".join(shown(term.text) for term in answer.context)
        yield Text(f"with: {terms}", style="dim")


def _date_in_words(answer: Answer) -> str:
    """Return the day that a question for a time is answered with, empty where its words say it."""
    date = answer.date
    if date is None or date.earliest is None or date.latest is None:
        return ""
    when = period_in_words(date.value, date.earliest, date.latest)
    return "" if when in answer.text else when


def _citation_lines(citation: Citation, emphasis: str) -> Iterable[Text]:
    """Yield a quote with its answer emphasised, its dates, its title and its place."""
    quote, answer = citation.quote, citation.answer
    line = Text(f"[{citation.number}] ")
    line.append(shown(quote.text[: answer.start - quote.start]))
    line.append(shown(answer.text), style=emphasis)
    line.append(shown(quote.text[answer.end - quote.start :]))
    yield line
    for date in citation.dates:
        if date.anchor and date.earliest:
            yield Text(f"    {shown(date.text)} = {_when(date)}", style="dim")
    published = citation.article.published or "undated"
    yield Text(
        f"    {shown(citation.article.title)} · {published} · {shown(citation.article.source)}"
        f" [{quote.start}:{quote.end}]",
        style="dim",
    )
    yield Text("")


def explanation_table(explanation: Explanation) -> Table:
    """Return the ledger of a candidate as a table: what counted, and how much for its rank."""
    title = Text(f"“{shown(explanation.text)}” · {shown(explanation.source)}", style="bold")
    table = Table(title=title, title_justify="left", box=None, header_style="dim", pad_edge=False)
    table.add_column("rank", justify="right")
    table.add_column("value", justify="right")
    table.add_column("what counted", overflow="fold")
    for entry in explanation.ledger:
        table.add_row(f"{entry.rank:+.2f}", f"{entry.value:.2f}", entry.says)
    table.add_row(f"{explanation.rank:.2f}", "", "in all", style="bold")
    return table


def timeline_table(timeline: Timeline) -> Table:
    """Return a timeline as a table: when, the quote, and where it stands."""
    table = Table(box=None, header_style="dim", pad_edge=False)
    for name in ("when", "quote", "source"):
        table.add_column(name, overflow="fold", no_wrap=name == "when")
    for entry in timeline.entries:
        quote = entry.citation.quote
        table.add_row(
            _when(entry.date),
            Text(shown(quote.text)),
            Text(f"{shown(entry.citation.article.source)} [{quote.start}:{quote.end}]"),
        )
    return table


def _when(date: Interval | CitedDate) -> str:
    """Return a date as people write it in a list: days where its value is not one itself."""
    if date.value[0].isdecimal() and not any(mark in date.value for mark in "XT/"):
        return date.value
    if date.earliest == date.latest:
        return str(date.earliest)
    return f"{date.earliest} to {date.latest}"


def article_table(articles: Sequence[Article]) -> Table:
    """Return the articles as a table: when, what, where it came from, and the id for remove."""
    table = Table(box=None, header_style="dim", pad_edge=False)
    for name in ("published", "title", "source", "id"):
        table.add_column(name, overflow="fold")
    for article in articles:
        table.add_row(
            article.published.value if article.published else "undated",
            Text(shown(article.title)),
            Text(shown(article.source)),
            article.id,
        )
    return table
