"""Lists on a terminal, as tables for people and as rows of fields for programs."""

from collections.abc import Iterator, Sequence

from rich.table import Table
from rich.text import Text

from qa.contract.answer import ArticleSummary
from qa.contract.explanation import Explanation
from qa.contract.timeline import Timeline
from qa.dates.partial import range_in_words
from qa.terminal.rendering import origin
from qa.terminal.showing import shown


def explanation_table(explanation: Explanation) -> Table:
    """Return the ledger of a candidate as a table: what counted, and how much for its rank."""
    title = Text(f"“{shown(explanation.text)}” · {shown(explanation.source)}", style="bold")
    table = Table(title=title, title_justify="left", box=None, header_style="dim", pad_edge=False)
    table.add_column("rank", justify="right")
    table.add_column("value", justify="right")
    table.add_column("what counted", overflow="fold")
    for row in explanation_rows(explanation):
        table.add_row(*row)
    table.add_row(f"{explanation.rank:.2f}", "", "in all", style="bold")
    return table


def explanation_rows(explanation: Explanation) -> Iterator[tuple[str, ...]]:
    """Yield for each thing that counted: its part of the rank, its value, its name.

    Before them why it was given though another one has a higher rank, where that is so.
    """
    if explanation.instead:
        yield "", "", explanation.instead
    for entry in explanation.ledger:
        yield f"{entry.rank:+.2f}", f"{entry.value:.2f}", entry.says


def timeline_table(timeline: Timeline) -> Table:
    """Return a timeline as a table of one column: when, below it the quote and its origin."""
    table = Table(box=None, show_header=False, pad_edge=False)
    for entry in timeline.entries:
        date, citation = entry.date, entry.citation
        when = range_in_words(date.value, str(date.earliest), str(date.latest))
        table.add_row(Text(when, style="bold"))
        table.add_row(Text(shown(citation.quote.text)))
        table.add_row(origin(citation.article, citation.quote))
        table.add_row("")
    return table


def timeline_rows(timeline: Timeline) -> Iterator[tuple[str, ...]]:
    """Yield for each entry: first day, last day, the quote, its source, its start, its end."""
    for entry in timeline.entries:
        date, quote = entry.date, entry.citation.quote
        yield (
            date.earliest or "",
            date.latest or "",
            shown(quote.text),
            shown(entry.citation.article.source),
            str(quote.start),
            str(quote.end),
        )


def article_table(articles: Sequence[ArticleSummary]) -> Table:
    """Return the articles as a table: when, what, where it came from, and the id for remove."""
    table = Table(box=None, header_style="dim", pad_edge=False)
    for name in ("published", "title", "source", "id"):
        table.add_column(name, overflow="fold", no_wrap=name in ("published", "id"))
    for published, title, source, article_id in article_rows(articles):
        table.add_row(published or "undated", Text(title), Text(source), article_id)
    return table


def article_rows(articles: Sequence[ArticleSummary]) -> Iterator[tuple[str, str, str, str]]:
    """Yield for each article: publication date (maybe empty), title, source, id."""
    for article in articles:
        about = article.reference
        yield about.published or "", shown(about.title), shown(about.source), about.id
