"""The law of the project, from file bytes to Citation: ``article.text[start:end] == quote``."""

from pathlib import Path

import pytest
from fakes import WordEmbedder
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from small_assistant import small_models

from qa.assistant import Assistant
from qa.contract.answer import Answer, Citation
from qa.errors import ArticleError
from qa.index import collection
from qa.index.settings import settings as made_with
from qa.index.store import create_store
from qa.ingest.articles import read_article

EMBEDDER = WordEmbedder()

# What breaks offsets in practice, glued together in any order.
PIECES = [
    "The talks were held on Monday. ",
    "“Quotes,” he said. ",
    "Emoji 🙂👩‍👩‍👧 count as code points. ",
    "Line\r\nbreaks\r\n\r\nof Windows.",
    "\n\n",
    "\u00a0no-break\u00a0space. ",
    "Cafe\u0301 and caf\u00e9. ",
    "The same sentence twice. The same sentence twice. ",
    "\u2028\u2029\x85\x0b\x0c",
    "\u202eright to left\u202c. ",
    "Gen. Liang met Mr. Gates in the U.S. at 5 p.m. on Jan. 7. ",
    "ﬁ ligature, İstanbul, straße. ",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢. ",
    "\t",
    "<p>&amp;</p>",
]

texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=40), min_size=1, max_size=14).map(
    "".join
)


def check(text: str, citation: Citation) -> None:
    quote, answer = citation.quote, citation.answer
    assert text[quote.start : quote.end] == quote.text
    assert text[answer.start : answer.end] == answer.text
    assert quote.start <= answer.start < answer.end <= quote.end
    assert text[: quote.start].endswith(quote.prefix)
    assert text[quote.end :].startswith(quote.suffix)
    assert quote.prefix == text[max(0, quote.start - 32) : quote.start]
    for date in citation.dates:
        assert text[date.start : date.end] == date.text
        assert quote.start <= date.start < date.end <= quote.end


def ask(folder: Path, data: bytes, question: str) -> tuple[str, Answer]:
    """Index one file and ask; every stage is real but the models."""
    file = folder / "article.txt"
    file.write_bytes(data)
    article = read_article(file)
    store = create_store(folder / "index", made_with(EMBEDDER))
    collection.put(store, EMBEDDER, article, str(file))
    with Assistant(store, EMBEDDER, small_models()) as assistant:
        assert assistant.article(article.id) == article
        return article.text, assistant.ask(question, max_citations=10)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=texts, question=st.sampled_from(["Who met whom?", "talks", "🙂 \u00a0?", "said NEAR("]))
@example(text="\ufeffHeadline\r\n\r\nA story. \U0001f642 It ends.", question="story")
def test_what_is_cited_stands_in_the_file(
    tmp_path_factory: pytest.TempPathFactory, text: str, question: str
) -> None:
    data = text.encode("utf-8")
    try:
        stored, answer = ask(tmp_path_factory.mktemp("law"), data, question)
    except ArticleError:
        return  # refused as a whole: nothing to cite
    assert stored == data.decode("utf-8")
    nearest = answer.abstention.nearest if answer.abstention else ()
    for citation in (*answer.citations, *nearest):
        check(stored, citation)
    assert Answer.from_dict(answer.to_dict()) == answer


@pytest.mark.parametrize(
    "line",
    [
        "No stop in all of this line " * 36_000,
        "One short sentence. " * 50_000,
        "x" * 1_000_000,
        "🙂" * 1_000_000,
    ],
    ids=["words", "sentences", "one word", "emoji"],
)
def test_a_line_of_a_megabyte_is_cited_exactly(tmp_path: Path, line: str) -> None:
    text = f"A headline\n\nIt starts here.\n\n{line}\n\nAnd the ministers met.\n"
    stored, answer = ask(tmp_path, text.encode("utf-8"), "Where did the ministers meet?")
    assert stored == text
    assert answer.citations
    for citation in answer.citations:
        check(stored, citation)


def test_the_same_sentence_twice_is_cited_where_it_was_read(tmp_path: Path) -> None:
    text = "Heading\n\nThe bridge fell. Nobody was hurt.\n\n" * 3 + "The bridge fell."
    stored, answer = ask(tmp_path, text.encode("utf-8"), "What fell?")
    assert stored.count(answer.citations[0].quote.text) > 1
    check(stored, answer.citations[0])
    assert "-,The%20bridge%20fell" in answer.citations[0].link.replace("%2E", ".") or (
        ",-" in answer.citations[0].link
    )
