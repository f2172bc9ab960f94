"""An Answer as the text of a chat message, and the answer back out of such a text.

The words are those of the articles: the answer, the sentences that hold it, and footnotes that say
where they stand. Chat programs send earlier messages back as they were; what was answered then is
read from there, for the server keeps no conversation.
"""

from collections.abc import Iterator, Sequence

from qa.answer.help import ASK_ABOUT
from qa.contract.answer import Answer, Citation
from qa.contract.display import (
    NEAREST,
    NOT_FOUND,
    Entry,
    headline,
    nearest_of,
    possible_of,
)
from qa.contract.sureness import meaning
from qa.dates.partial import period_in_words

NO_ANSWER = "No answer in these articles."
NO_SURE_ANSWER = "No sure answer in these articles."
# Between the answer and the first quote: no sentence holds an empty line.
_APART = "\n\n“"


def message_of(answer: Answer) -> str:
    """Return the text of a message: answer, quotes, footnotes, how sure."""
    return "\n\n".join(paragraphs(answer))


def paragraphs(answer: Answer) -> Iterator[str]:
    """Yield the paragraphs of a message, in order."""
    if answer.kind == "help" and answer.abstention is not None:
        yield answer.abstention.reason
        return
    if answer.abstention is not None:
        possible = answer.abstention.possible
        yield f"{NO_SURE_ANSWER if possible else NO_ANSWER} {answer.abstention.reason}"
        if possible:
            yield from filter(None, [headline(answer)])
            yield from _cited(possible_of(answer))
        yield from _unanswered(answer)
        nearest = nearest_of(answer)
        if nearest:
            yield NEAREST
            yield from _cited([("", each) for each in nearest])
        return
    yield answer.text
    yield from _cited([("", each) for each in answer.citations])
    if answer.possible_parts:
        yield from _cited(possible_of(answer))
    yield from _unanswered(answer)
    if answer.right_of_hundred is not None:
        yield meaning(answer.right_of_hundred)


def answer_of(message: str) -> str:
    """Return the answer that an earlier message gave, "" where it gave none.

    A message that is not of ours is its own answer.
    """
    if message.startswith((NO_ANSWER, NO_SURE_ANSWER, ASK_ABOUT)):
        return ""
    return message.split(_APART, maxsplit=1)[0]


def _unanswered(answer: Answer) -> Iterator[str]:
    """Yield those of several questions that nothing answers."""
    for question in answer.unanswered:
        yield f"{question} {NOT_FOUND}"


def _cited(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield the quotes behind their labels, then their footnotes."""
    for label, citation in entries:
        head = f"{label}: " if label else ""
        yield f"{head}“{citation.quote.text}” [{citation.number}]"
    yield "\n".join(_footnote(citation) for _, citation in entries)


def _footnote(citation: Citation) -> str:
    """Return where a quote stands, in one line."""
    article, quote = citation.article, citation.quote
    parts = [
        article.title,
        *([article.publisher] if article.publisher else []),
        article.published or "undated",
        f"{article.source} [{quote.start}:{quote.end}]",
        *([article.url] if article.url else []),
        *(
            f"{date.text} = {period_in_words(date.value, date.earliest, date.latest)}"
            for date in citation.dates
            if date.anchor and date.earliest and date.latest
        ),
    ]
    return f"[{citation.number}] {' · '.join(parts)}"
