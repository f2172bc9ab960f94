"""An Answer as people read it outside of a terminal: Markdown, HTML for notebooks, rows of a table.

What sources say is escaped, so that it is shown and nothing else.
"""

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

from qa.contract.sureness import in_words, meaning
from qa.extras import require

if TYPE_CHECKING:
    import pandas

    from qa.contract.answer import Answer, Citation, Part

# What a line of a console has room for beside the rest.
SHOWN = 60
# What means something to Markdown wherever it stands, and what does at the start of a line.
MARKS = re.compile(r"([\\`*_{}\[\]<>#|&~$])")
STARTS = re.compile(r"^(\s*[0-9]*)([-+=:.)])")

NOT_FOUND = "No sentence was found that answers this."
"""What is said of a question, one of several maybe, that has no answer."""

NOT_SURE = "No sentence was found that surely answers this."
"""What is said where something may answer."""

POSSIBLY = "(possibly)"
"""What is said behind the label of a part that may answer."""

NEAREST = "Nearest, but not an answer:"
"""What stands above the passages that are near a question and answer nothing."""

COLUMNS = (
    "answered number label answer quote start end confidence title source published url article_id "
    "link"
).split()

Entry = tuple[str, "Citation"]


def asked_with(answer: "Answer") -> Iterator[str]:
    """Yield what the question was asked with, a line each: corrected words, words of before."""
    if answer.corrected:
        read = (f"{each.read_as} ({each.typed})" for each in answer.corrected)
        yield f"Read as: {', '.join(read)}"
    if answer.context:
        yield f"with: {' · '.join(term.text for term in answer.context)}"


def verdict(possible: bool) -> str:
    """Return what is said of a question without an answer, by whether something may answer it."""
    return NOT_SURE if possible else NOT_FOUND


def possible_of(answer: "Answer") -> tuple[Entry, ...]:
    """Return what may answer, each under its label; none with a plain no.

    With an answer it is what may answer others of several questions.
    """
    abstention = answer.abstention
    if abstention is None:
        return tuple((_label(part), part.citation) for part in answer.possible_parts)
    if not abstention.possible:
        return ()
    parts = tuple((_label(part), part.citation) for part in abstention.parts)
    return parts or (("", abstention.nearest[0]),)


def _label(part: "Part") -> str:
    """Return what stands above a part: its label, and whether it is only possible."""
    return f"{part.label} {POSSIBLY}" if part.label and part.possible else part.label


def nearest_of(answer: "Answer") -> tuple["Citation", ...]:
    """Return the citations that are near the question and answer nothing; none with an answer."""
    if answer.abstention is None:
        return ()
    return answer.abstention.nearest[len(possible_of(answer)) :]


def headline(answer: "Answer") -> str:
    """Return what stands first: the answer, or that there is none; empty above labelled parts."""
    if answer.answered and answer.parts:
        unlabelled = answer.kind == "list" and not any(part.label for part in answer.parts)
        return f"At least {len(answer.parts)} answers:" if unlabelled else ""
    if answer.answered:
        return f"“{answer.text}”"
    possible = possible_of(answer)
    if possible:
        return "" if all(label for label, _ in possible) else "Possibly:"
    return "" if answer.kind == "help" else "No answer."


def representation(answer: "Answer") -> str:
    """Return an Answer in one line, as a Python console shows it."""
    if answer.answered:
        quoted = answer.citations[0]
        place = f"{quoted.article.source} [{quoted.answer.start}:{quoted.answer.end}]"
        return f"Answer({_cut(answer.text)!r}, confidence={answer.confidence:.2f}, in {place})"
    assert answer.abstention is not None
    return f"Answer(answered=False, {_cut(answer.abstention.reason)!r})"


def to_markdown(answer: "Answer", base_url: str = "") -> str:
    """Return an Answer in Markdown; ``base_url`` is the server that its links are to lead to."""
    head = headline(answer)
    blocks = [f"*{_marked(line.strip())}*" for line in asked_with(answer)]
    blocks += [f"**{_marked(head)}**"] if head else []
    for label, citation in _headed(answer):
        blocks += [f"**{_marked(label.strip())}**"] if label.strip() else []
        before, words, after = map(_marked, _pieces(citation))
        inside = f"**{words}**" if words.strip() == words and words and (before or after) else words
        link = _link(citation, base_url)
        place = _marked(_origin(citation))
        origin = f"[{place}](<{link}>)" if link else place
        sentence = f"{before}{inside}{after}".strip()  # an indented line would be code
        blocks.append(f"> {sentence}\n>\n> — {origin}")
    blocks += [_marked(line) for line in _notes(answer)]
    return "\n\n".join(blocks) + "\n"


def to_html(answer: "Answer", base_url: str = "") -> str:
    """Return an Answer as a piece of HTML; ``base_url`` as in ``to_markdown``."""
    head = headline(answer)
    blocks = [_element("small", line) for line in asked_with(answer)]
    blocks += [_element("strong", head)] if head else []
    for label, citation in _headed(answer):
        blocks += [_element("strong", label)] if label else []
        before, words, after = map(html.escape, _pieces(citation))
        link = _link(citation, base_url)
        origin = html.escape(_origin(citation))
        if link:
            origin = f'<a href="{html.escape(link)}" rel="noreferrer">{origin}</a>'
        sentence = f"<bdi>{before}<mark>{words}</mark>{after}</bdi>"
        blocks.append(f"<blockquote>{sentence}<br><small>{origin}</small></blockquote>")
    blocks += [_element("small", line) for line in _notes(answer)]
    return f"<div>{''.join(blocks)}</div>"


def to_frame(answer: "Answer") -> "pandas.DataFrame":
    """Return a table of pandas with a row for each citation, the nearest ones without an answer.

    :raises ExtraNotInstalled: when pandas is not installed.
    """
    require("pandas", "pandas")
    import pandas

    rows = [
        (
            citation in answer.citations,
            citation.number,
            label,
            citation.answer.text,
            citation.quote.text,
            citation.quote.start,
            citation.quote.end,
            citation.confidence,
            citation.article.title,
            citation.article.source,
            citation.article.published,
            citation.article.url,
            citation.article.id,
            citation.link,
        )
        for label, citation in _entries(answer)
    ]
    return pandas.DataFrame(rows, columns=COLUMNS)


def _entries(answer: "Answer") -> list[Entry]:
    """Return the quotes in their order, with their labels."""
    if answer.parts:
        return [(part.label, part.citation) for part in answer.parts] + [*possible_of(answer)]
    cited = nearest_of(answer) if answer.abstention else answer.citations
    return [*possible_of(answer), *(("", citation) for citation in cited)]


def _headed(answer: "Answer") -> Iterator[Entry]:
    """Yield the quotes with what stands above each: a label, or from where on they answer not."""
    nearest = len(nearest_of(answer))
    entries = _entries(answer)
    for place, (label, citation) in enumerate(entries):
        yield (NEAREST if place == len(entries) - nearest else label), citation


def _notes(answer: "Answer") -> Iterator[str]:
    """Yield what stands below the quotes: other values, why there is no answer, how sure."""
    for part in answer.parts:
        if part.also:
            saying = (part.citation, *part.also)
            sources = ", ".join(citation.article.source for citation in saying)
            yield f"says: {part.citation.answer.text} ({sources})"
    for label, group in [
        *(("", group) for group in answer.agreement),
        *((f"{part.label}: ", group) for part in answer.parts for group in part.agreement),
    ]:
        sources = ", ".join(citation.article.source for citation in group.citations)
        yield f"{label}{group.relation}: {group.value} ({sources})"
    for question in answer.unanswered:
        yield f"{question} {NOT_FOUND}"
    if answer.abstention:
        yield answer.abstention.reason
    elif answer.right_of_hundred is not None:
        share = answer.right_of_hundred
        yield f"{in_words(share).capitalize()}. {meaning(share)}"


def _pieces(citation: "Citation") -> tuple[str, str, str]:
    """Return the quote before the answer, the answer, and the quote after it."""
    start = citation.answer.start - citation.quote.start
    end = citation.answer.end - citation.quote.start
    text = citation.quote.text
    return text[:start], text[start:end], text[end:]


def _origin(citation: "Citation") -> str:
    """Return title, publisher, date of publication and place of a quote."""
    article, span = citation.article, citation.quote
    said = (article.title, article.publisher, article.published or "undated")
    return " · ".join([*filter(None, said), f"{article.source} [{span.start}:{span.end}]"])


def _link(citation: "Citation", base_url: str) -> str:
    """Return where a quote can be opened: on the server, else at its publisher; maybe nowhere."""
    if base_url:
        return f"{base_url.rstrip('/')}{citation.link}"
    url = citation.article.url or ""
    if not url.lower().startswith(("http://", "https://")):  # an article may state anything
        return ""
    return quote(url, safe=":/?#[]@!$&'()*+,;=%~-._")


def _element(name: str, text: str) -> str:
    """Return a paragraph of escaped text."""
    return f"<p><{name}><bdi>{html.escape(text)}</bdi></{name}></p>"


def _marked(text: str) -> str:
    """Return text that Markdown shows as it is, on one line."""
    line = " ".join(text.splitlines())
    return STARTS.sub(r"\1\\\2", MARKS.sub(r"\\\1", line))


def _cut(text: str) -> str:
    """Return the start of a text that fits a line."""
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
