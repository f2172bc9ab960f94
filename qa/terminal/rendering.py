"""How an answer looks on a terminal. What sources say is shown, never interpreted."""

import unicodedata
from collections.abc import Iterable, Iterator

from rich.text import Text

from qa.contract.answer import Agreement, Answer, ArticleReference, Citation, Part, Quote
from qa.contract.display import asked_with, headline
from qa.contract.sureness import in_words, meaning
from qa.dates.partial import period_in_words


def shown(text: str) -> str:
    """Return text that a terminal shows and does not obey.

    Line breaks become spaces; other control and direction-changing characters a visible mark.
    """
    return "".join(
        " " if character in "\r\n\t\u2028\u2029" else "\ufffd" if _acts(character) else character
        for character in text
    )


def _acts(character: str) -> bool:
    """Tell whether a terminal would act on a character: controls and bidirectional overrides."""
    return unicodedata.category(character) == "Cc" or unicodedata.bidirectional(character) in (
        "LRE RLE LRO RLO PDF LRI RLI FSI PDI".split()
    )


def place(article: ArticleReference, quote: Quote) -> str:
    """Return where a quote stands: the source, and its code points in it."""
    return f"{shown(article.source)} [{quote.start}:{quote.end}]"


def origin(article: ArticleReference, quote: Quote) -> Text:
    """Return the line below a quote: title, date of publication and place."""
    published = article.published or "undated"
    words = f"    {shown(article.title)} · {published} · {place(article, quote)}"
    return Text(words, style="dim")


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
    for part in answer.parts:
        yield from _part_lines(part, listed=answer.kind == "list")
    if not answer.parts:
        for citation in answer.citations:
            yield from _citation_lines(citation)
    for group in answer.agreement:
        yield from _agreement_lines(group)
    if answer.right_of_hundred is not None:
        share = answer.right_of_hundred
        yield Text(f"{in_words(share).capitalize()}. {meaning(share)}", style="dim")


def _abstention_lines(answer: Answer) -> Iterator[Text]:
    """Yield why there is no answer, and what is nearest."""
    abstention = answer.abstention
    assert abstention is not None
    nearest = abstention.nearest
    head = headline(answer)
    if head:
        yield Text(head, style="bold")
    if abstention.possible:
        yield from _citation_lines(nearest[0])
        nearest = nearest[1:]
    yield Text(shown(abstention.reason))
    if nearest:
        yield Text("")
        yield Text("Nearest, but not an answer:", style="dim")
    for citation in nearest:
        yield from _citation_lines(citation, emphasis="none")


def _part_lines(part: Part, *, listed: bool) -> Iterator[Text]:
    """Yield one entry of a list, a brief or a comparison below its label; of a list its answer."""
    if part.label:
        yield Text(shown(part.label), style="bold")
    if listed:
        yield Text(f"“{shown(part.citation.answer.text)}”", style="bold")
    whole = part.citation.answer.text == part.citation.quote.text
    yield from _citation_lines(part.citation, emphasis="none" if whole else "bold underline")


def _agreement_lines(group: Agreement) -> Iterator[Text]:
    """Yield what one group of articles says, and which they are."""
    style = "dim" if group.relation == "says" else "bold yellow"
    yield Text(f"{group.relation}: {shown(group.value)}", style=style)
    for citation in group.citations:
        yield origin(citation.article, citation.quote)
    yield Text("")


def _date_in_words(answer: Answer) -> str:
    """Return the day that a question for a time is answered with, empty where its words say it."""
    date = answer.date
    if date is None or date.earliest is None or date.latest is None:
        return ""
    when = period_in_words(date.value, date.earliest, date.latest)
    return "" if when in answer.text else when


def _citation_lines(citation: Citation, emphasis: str = "bold underline") -> Iterable[Text]:
    """Yield a quote with its answer emphasised, its dates, its title and its place."""
    quote, answer = citation.quote, citation.answer
    line = Text(f"[{citation.number}] ")
    line.append(shown(quote.text[: answer.start - quote.start]))
    line.append(shown(answer.text), style=emphasis)
    line.append(shown(quote.text[answer.end - quote.start :]))
    yield line
    for date in citation.dates:
        if date.anchor and date.earliest and date.latest:
            when = period_in_words(date.value, date.earliest, date.latest)
            yield Text(f"    {shown(date.text)} = {when}", style="dim")
    yield origin(citation.article, quote)
    yield Text("")
