"""The question sets: what a loader promises, on small files and on the real ones where they are."""

import gzip
import json
from pathlib import Path

import pytest
from conftest import ROOT, SHARED

from qa.errors import ArticleError, SetError
from qa.evaluate import attribution_set, near_set, quiz_set
from qa.evaluate.attribution_set import attribution
from qa.evaluate.dated_stories import texts
from qa.evaluate.near_set import near, part_of
from qa.evaluate.quiz_set import quiz
from qa.evaluate.sets import QuestionSet, SetQuestion, fold, holds, larger_part, read_lines
from qa.evaluate.speakers import Speaker, exchangeable, heads, speaker, swap
from qa.evaluate.squad_set import RUN, WITHHELD, squad

NEWS = SHARED / "data" / "news"
QUIZ = SHARED / "data" / "quiz"
SQUAD = SHARED / "data" / "reader" / "train" / "squad.json.gz"
HELD_OUT = ROOT / "qa" / "models" / "reader" / "held_out.txt"

needs_news = pytest.mark.skipif(not NEWS.exists(), reason="needs the benchmark data: news")


def question(text: str, *golds: str) -> SetQuestion:
    return SetQuestion(text, golds, "group")


def check(found: QuestionSet) -> None:
    """What every set promises."""
    assert found.questions
    assert len({article.id for article in found.articles}) == len(found.articles)
    sources = {article.source for article in found.articles}
    for asked in found.questions:
        assert asked.text.endswith(("?", ".", "…", "!")) or "?" in asked.text or asked.text
        assert asked.source is None or asked.source in sources
        if asked.golds:
            assert all(asked.golds)
            assert found.right(asked, asked.golds[0]), asked
        assert not found.right(asked, "")
        assert not found.right(SetQuestion(asked.text, (), asked.group), "anything at all")


def test_a_gold_text_is_found_in_whole_words_whatever_case_and_accents() -> None:
    assert fold("  Ségolène ROYAL’s\n$5.2bn ") == "segolene royal s 5 2bn"
    assert holds("in Puerto Rico", "PUERTO RICO")
    assert not holds("the Iraqis", "Iraq")
    assert holds("word " * 15 + "gold", "gold")
    assert not holds("word " * 16 + "gold", "gold")
    assert not holds("anything", "“…”")
    assert larger_part("Tame Impala and Tool", "Lizzo, Tame Impala and Tool")
    assert not larger_part("and Tool", "Lizzo, Tame Impala and Tool")


def test_an_answer_names_a_speaker_by_its_head() -> None:
    asked = question("Who said “No”?", "Trump")
    right = attribution_set.right
    assert right(asked, "Republican nominee Donald Trump, speaking in Ohio")
    assert right(asked, "Mr. Trump")
    assert right(asked, "The nominee, Donald J. Trump")
    assert not right(asked, "Trump campaign manager Kellyanne Conway")
    assert not right(asked, "a spokesman for Donald Trump")
    assert not right(question("Who said “No”?"), "Trump")
    said = question("What did Ann Lee say about Rome?", "that Rome was not built in a day")
    assert right(said, "Rome was not built in a day")
    assert not right(said, "Rome")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Sen. Bernie Sanders (I-Vt.)", Speaker("Bernie", "Sanders")),
        ("Donald Trump, the nominee,", Speaker("Donald", "Trump")),
        ("the New York Times", Speaker("", "New York Times")),
        ("a Clinton spokesman", None),
        ("Trump and Pence", None),
        ("She", None),
        ("World leaders", None),
    ],
)
def test_a_source_names_one_speaker_or_is_passed_over(
    source: str, expected: Speaker | None
) -> None:
    assert speaker(source, "") == expected
    if expected:
        assert fold(expected.head).split()[-1] in heads(source)


def test_exchanging_twice_gives_the_text_back() -> None:
    one, other = Speaker("Ann", "Lee"), Speaker("Bob", "Roy")
    text = "Ann M. Lee met BOB ROY in Leeds. Roy’s dog, Annie, bit Ms. Lee."
    assert exchangeable(one, other)
    assert (
        swap(text, one, other) == "Bob M. Roy met ANN LEE in Leeds. Lee’s dog, Annie, bit Ms. Roy."
    )
    assert swap(swap(text, one, other), one, other) == text
    assert not exchangeable(one, Speaker("Cy", "Lee"))
    assert not exchangeable(one, Speaker("", "Roy"))


def test_a_number_is_right_without_its_unit_and_no_other_number() -> None:
    asked = question("By how much did it rise?", "2.5 pct")
    assert near_set.right(asked, "a provisional 2.5 pct in May")
    assert near_set.right(asked, "2.5")
    assert not near_set.right(asked, "2 pct")
    assert not near_set.right(asked, "12.5")


@pytest.mark.parametrize("content", [b"", b"not json", b"[1]\n", b'{"id": "1"}\n', b"\x1f\x8bxx"])
def test_a_wrong_file_is_said(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "wrong.jsonl"
    file.write_bytes(content)
    (tmp_path / "articles.jsonl").write_bytes(content)
    with pytest.raises(SetError, match=r"wrong\.jsonl"):
        squad(file, frozenset(["1"]))
    with pytest.raises(SetError, match=r"wrong\.jsonl"):
        attribution(file)
    with pytest.raises(SetError, match=r"wrong\.jsonl"):
        near(file, file, "fit")
    with pytest.raises(SetError, match="articles"):
        quiz(tmp_path)
    with pytest.raises(SetError, match="absent"):
        attribution(tmp_path / "absent")


def test_speakers_of_an_article_are_asked_for_and_exchanged(tmp_path: Path) -> None:
    text = (
        "Ann Lee said “the bridge will open in May next year.” Bob Roy said that the "
        "bridge was far too expensive for Norway. “It is what our town needs,” Lee said. She said "
        "nobody else was asked about it."
    )

    def span(part: str, start: int = 0) -> list[int]:
        at = text.index(part, start)
        return [at, at + len(part)]

    late = text.index("“It")
    marked = [
        ("Ann Lee", "said", "“the bridge will open in May next year.”", 0),
        ("Bob Roy", "said", "that the bridge was far too expensive for Norway", 50),
        ("Lee", "said", "“It is what our town needs,”", late),
        ("She", "said", "nobody else was asked about it", late),
    ]
    row = {
        "id": "town",
        "publication_date": "2016-05-01",
        "title": "A bridge",
        "text": text,
        "attributions": [
            {
                "source": span(source, start if source != "Lee" else text.index(" Lee said")),
                "cue": span(cue, start),
                "content": span(content),
            }
            for source, cue, content, start in marked
        ],
    }
    file = tmp_path / "marked.jsonl.gz"
    file.write_bytes(gzip.compress(json.dumps(row).encode()))

    plain = attribution(file, restricted=True)
    check(plain)
    assert [(q.text, q.golds) for q in plain.questions] == [
        ("Who said “the bridge will open in May next year”?", ("Lee",)),
        ("Who said that the bridge was far too expensive for Norway?", ("Roy",)),
        ("Who said “It is what our town needs”?", ("Lee",)),
        # she who said something may be Ann Lee: it is not about Norway either
        (
            "What did Bob Roy say about Norway?",
            ("that the bridge was far too expensive for Norway",),
        ),
        ("What did Ann Lee say about Norway?", ()),
    ]
    assert {q.source for q in plain.questions} == {"town"}

    exchanged = attribution(file, exchanged=True)
    check(exchanged)
    assert [q.golds for q in exchanged.questions] == [("Roy",), ("Lee",), ("Roy",)]
    assert exchanged.articles[0].text.startswith("Bob Roy said “the bridge")
    assert exchanged.articles[0].source == plain.articles[0].source


@pytest.mark.skipif(not SQUAD.exists(), reason="needs the benchmark data: squad.json.gz")
def test_held_out_squad() -> None:
    ids = frozenset(HELD_OUT.read_text(encoding="utf-8").split())
    found = squad(SQUAD, ids)
    check(found)
    assert len(found.questions) == len(ids)
    runs = {asked.group for asked in found.questions if not asked.golds}
    silent = runs - {asked.group for asked in found.questions if asked.golds}
    assert len(silent) == -(-max(int(run.split()[1]) + 1 for run in runs) // WITHHELD)
    assert len(found.articles) % RUN != len(ids)
    assert squad(SQUAD, ids, every=7).questions == found.questions[::7]


@pytest.mark.skipif(not QUIZ.exists(), reason="needs the benchmark data: quiz")
def test_the_news_quiz() -> None:
    found = quiz(QUIZ)
    check(found)
    assert (len(found.articles), len(found.questions)) == (328, 263)
    assert sum(bool(asked.golds) for asked in found.questions) == 199
    texts = {article.source: article.text for article in found.articles}
    held = [any(quiz_set.quoted(q, text) for text in texts.values()) for q in found.questions]
    assert all(kept for kept, q in zip(held, found.questions, strict=True) if q.golds)


@needs_news
@pytest.mark.parametrize("exchanged", [False, True])
def test_attributions_of_real_news(exchanged: bool) -> None:
    found = attribution(NEWS / "polnear_dev.jsonl.gz", exchanged=exchanged)
    check(found)
    assert found == attribution(NEWS / "polnear_dev.jsonl.gz", exchanged=exchanged)
    texts = {article.source: fold(article.text) for article in found.articles}
    for asked in found.questions:
        if asked.text.startswith("Who said “"):
            assert fold(asked.text.split("“", 1)[1].rstrip("”?")) in texts[asked.group]
    assert len(found.questions) > (50 if exchanged else 250)


@needs_news
def test_articles_kept_out_leave_their_questions_without_an_answer() -> None:
    whole = attribution(NEWS / "polnear_dev.jsonl.gz")
    part = attribution(NEWS / "polnear_dev.jsonl.gz", withheld=4)
    check(part)
    held = {article.source for article in part.articles}
    assert 0.15 < 1 - len(held) / len(whole.articles) < 0.35
    assert all(asked.group in held for asked in part.questions if asked.golds)
    assert all(
        not asked.golds
        for asked in part.questions
        if asked.group not in held and asked.text.startswith("Who ")
    )


@needs_news
def test_near_misses_come_in_pairs_and_no_story_is_on_both_sides() -> None:
    reuters = NEWS / "reuters21578.jsonl.gz"
    found = near(reuters, NEWS / "polnear_dev.jsonl.gz", "measure")
    check(found)
    assert len({asked.text for asked in found.questions}) == 2 * near_set.PAIRS
    for answered, other in zip(found.questions[::2], found.questions[1::2], strict=True):
        assert answered.golds and not other.golds
        assert answered.group == other.group
    sources = [article.source for article in found.articles if "reuters" in article.source]
    assert set(map(part_of, sources)) == {"measure"}


def test_a_damaged_gzip_file_is_told(tmp_path: Path) -> None:
    whole = gzip.compress(json.dumps({"text": "It closed on Monday. " * 50}).encode())
    for number, data in enumerate((whole[:40], whole[:30] + b"noise" * 9 + whole[60:])):
        file = tmp_path / f"{number}.gz"
        file.write_bytes(data)
        with pytest.raises(SetError, match=file.name):
            read_lines(file)
        with pytest.raises(ArticleError, match=file.name):
            texts(file)
