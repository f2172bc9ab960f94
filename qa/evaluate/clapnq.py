"""Questions with passages in sentences: ClapNQ's form.

Rosenthal et al., "CLAPnq: Cohesive long-form answers from passages in Natural Questions for RAG
systems", TACL 2025. A file has one JSON object a line: ``{"input": question, "passages": [{"title",
"text", "sentences": [...]}], "output": [{"answer", "selected_sentences": [...]}, ...]}``. The
sentences stand in the text one after the other; each output is one annotator's, with nothing in it
when the passages do not answer.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from qa.contract.article import Article, Span
from qa.errors import QuestionError
from qa.ingest.articles import article_from_text


@dataclass(frozen=True, slots=True)
class SourceText:
    """A passage of the file as an article, its sentences in order, and the gold ones of them."""

    article: Article
    sentences: tuple[Span, ...]
    gold: frozenset[Span]


@dataclass(frozen=True, slots=True)
class GroundedQuestion:
    """A question with the passages it is asked of.

    It is answerable when any annotator chose a sentence or wrote an answer. Where none chose a
    sentence although there is an answer, no sentence found is right: that is counted, not left out.
    """

    question: str
    answerable: bool
    sources: tuple[SourceText, ...]


def load_grounded(file: Path) -> list[GroundedQuestion]:
    """Read a file of ClapNQ's form, in its order.

    A sentence is gold when any annotator chose it; one that stands in the text twice is gold twice.

    :raises QuestionError: when it cannot be read, or a line is not of the form, or a sentence does
        not stand in its passage.
    :raises ArticleError: when a passage is no text.
    """
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError) as error:
        raise QuestionError(f"{file} cannot be read: {error}. Expected JSON lines.") from error
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found.append(_grounded(json.loads(line), f"{file.name}:{number}"))
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise QuestionError(
                f"{file}, line {number}, is no question with sentences: {error!r}. Expected "
                "ClapNQ's form: input, passages with sentences, output with selected_sentences."
            ) from error
    return found


def _grounded(entry: dict[str, Any], name: str) -> GroundedQuestion:
    chosen = {text for output in entry["output"] for text in output["selected_sentences"]}
    known = {text for passage in entry["passages"] for text in passage["sentences"]}
    if chosen - known:
        raise ValueError(f"selected, but no sentence of a passage: {min(chosen - known)!r}")
    sources = []
    for place, passage in enumerate(entry["passages"]):
        text = passage["text"]
        title = passage["title"] or None
        article = article_from_text(text, f"{name}.{place}", title=title)
        spans = tuple(sentence_spans(text, passage["sentences"]))
        gold = frozenset(span for span in spans if span.of(text) in chosen)
        # the file says what its sentences are: nothing of them is taken for furniture
        sources.append(SourceText(replace(article, left_out=()), spans, gold))
    answerable = bool(chosen) or any(output.get("answer") for output in entry["output"])
    return GroundedQuestion(entry["input"], answerable, tuple(sources))


def sentence_spans(text: str, sentences: Sequence[str]) -> list[Span]:
    """Return where the sentences stand, each behind the one before: ``span.of(text)`` is it.

    Raises ValueError naming the first that does not stand there.
    """
    spans = []
    end = 0
    for sentence in sentences:
        start = text.find(sentence, end)
        if start < 0:
            raise ValueError(f"not in the text behind {end}: {sentence!r}")
        end = start + len(sentence)
        spans.append(Span(start, end))
    return spans
