"""Sources that agree, differ, copy and correct each other, asked in every order of adding."""

import itertools
from collections.abc import Iterator

import pytest
from asking import Asking
from conftest import ROOT

from qa.answer.ledgers import INSTEAD
from qa.assistant import Assistant
from qa.contract.answer import Answer
from qa.contract.article import Article
from qa.ingest.articles import article_from_text, read_article
from qa.terminal.rendering import answer_lines

FOLDER = ROOT / "tests" / "corrected"

# Question, what is to be given, how it stands to the others, what was reported first.
MINE = (
    ("Who owns the Kestrel Creek mine?", "Brightwater Energy", "corrects", "Northvale Coal"),
    ("How many people does the Kestrel Creek mine employ?", "290", "corrects", "340"),
    ("How many miners were killed in the explosion at Kestrel Creek?", "14", "later", "11"),
)
SIBLINGS = {
    "lunch": (
        (
            "Who delivered the meals at the Marten Street school?",
            "Hofmann Foods",
            "corrects",
            "Grano Catering",
        ),
        (
            "How many pupils of the Marten Street school fell ill?",
            "Ninety-five",
            "later",
            "Sixty-two",
        ),
    ),
    "auction": (
        (
            "How much was paid for “Boats at Low Tide”?",
            "2.4 million",
            "corrects",
            "$4.2 million",
        ),
    ),
}


def stories(subject: str) -> list[Article]:
    """The articles of a subject, in the order of their names."""
    return [read_article(path) for path in sorted(FOLDER.glob(f"{subject}_*.txt"))]


@pytest.fixture(scope="module")
def asking(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asking]:
    yield Asking(assistant, tmp_path_factory.mktemp("sources"))


def expect(answer: Answer, right: str, relation: str, before: str) -> None:
    """The right value is the answer and says why; the old one stands beside it, with its date."""
    first, *others = answer.agreement
    assert answer.answered and right in answer.text, answer
    assert first.relation == relation
    assert first.citations[0] == answer.citations[0]
    assert [each.relation for each in others] == ["differs"]
    old = others[0].citations[0]
    assert old.answer.text == before
    assert (old.article.published or "") < (answer.citations[0].article.published or "")
    assert all(before not in each.answer.text for each in answer.citations)


def expect_ledger(answer: Answer, relation: str) -> None:
    """The first ledger is that of what is given, and says what it took the place of."""
    assert answer.explanation
    first, *others = answer.explanation
    assert first.text == answer.text and first.ledger
    assert all(each.instead == "" for each in others)
    if answer.text not in max(answer.explanation, key=lambda each: each.rank).text:
        assert first.instead.startswith(INSTEAD[relation])
        assert all(each.confidence <= answer.confidence for each in others if each.ledger)


def laws(assistant: Assistant, answer: Answer) -> None:
    """What holds of every answer with sources."""
    cited = [*answer.citations, *(c for group in answer.agreement for c in group.citations)]
    for each in cited:
        text = assistant.article(each.article.id).text
        assert text[each.quote.start : each.quote.end] == each.quote.text
        assert text[each.answer.start : each.answer.end] == each.answer.text
    places = {(each.article.id, each.quote.start): each.number for each in cited}
    assert sorted(places.values()) == list(range(1, len(places) + 1))
    told = [c.article.id for group in answer.agreement for c in group.citations]
    told += [each.id for group in answer.agreement for each in group.copies]
    assert len(set(told)) == len(told), "an article speaks once"


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_mine_is_told_as_it_was_corrected_in_every_order(
    asking: Asking, order: tuple[int, ...]
) -> None:
    articles = stories("mine")
    with asking.collection([articles[n] for n in order]) as assistant:
        for question, right, relation, before in MINE:
            answer = assistant.ask(question)
            expect(answer, right, relation, before)
            laws(assistant, answer)


@pytest.mark.parametrize("subject", SIBLINGS)
def test_other_subjects_are_corrected_as_well(asking: Asking, subject: str) -> None:
    with asking.collection(stories(subject)) as assistant:
        for question, right, relation, before in SIBLINGS[subject]:
            answer = assistant.ask(question, explain=True)
            expect(answer, right, relation, before)
            expect_ledger(answer, relation)
            laws(assistant, answer)


def test_before_the_correction_the_first_report_stands(asking: Asking) -> None:
    first = [each for each in stories("mine") if each.source == "mine_first.txt"]
    with asking.collection(first) as assistant:
        answer = assistant.ask(MINE[0][0])
        assert answer.text == "Northvale Coal" and answer.agreement == ()


def test_as_of_a_day_before_the_correction_it_is_not_known(asking: Asking) -> None:
    with asking.collection(stories("mine")) as assistant:
        answer = assistant.ask(MINE[0][0], as_of="2014-03-06")
        assert answer.text == "Northvale Coal"
        assert [each.relation for each in answer.agreement] in ([], ["says"])


def report(title: str, body: str, published: str) -> Article:
    """An article of a few lines."""
    source = f"{title.split()[0].lower()}_{published}.txt"
    return article_from_text(f"{title}\n\n{body}\n", source, title=title, published=published)


SCOOTERS = [
    report(
        "Votrin council bans scooters",
        "The council of Votrin has banned electric scooters from the old town. Mayor Ilse Brandt "
        "and the police chief Tomas Rehn announced the ban. Riders face fines of 200 euros.",
        "2016-05-03",
    ),
    report(
        "Scooters vanish from Votrin",
        "Electric scooters have been barred from the historic old town by Votrin's city council. "
        "The ban was announced by the mayor, Ilse Brandt, after a string of accidents last winter.",
        "2016-05-04",
    ),
]
REPRINT = report("Reprint", SCOOTERS[0].text.partition("\n\n")[2], "2016-05-05")


def test_an_item_that_two_articles_give_names_both_and_no_copy(asking: Asking) -> None:
    with asking.collection([*SCOOTERS, REPRINT]) as assistant:
        answer = assistant.ask("Which officials announced the scooter ban in Votrin?")
        assert answer.kind == "list"
        brandt, rehn = answer.parts
        assert "Brandt" in brandt.citation.answer.text and "Rehn" in rehn.citation.answer.text
        assert [each.article.title for each in brandt.also] == [SCOOTERS[1].title]
        assert rehn.also == ()
        assert brandt.also[0].number == len(answer.citations) + 1
        told = assistant.ask("Tell me about the scooter ban in Votrin")
        assert told.kind == "brief"
        banned = next(part for part in told.parts if "old town" in part.citation.quote.text)
        titles = {each.article.title for each in (banned.citation, *banned.also)}
        assert len(titles) == 2 and SCOOTERS[1].title in titles


TOWER = report(
    "Tower of Larsmo reopens",
    "The tower of Larsmo reopened on Friday. The repair of the Larsmo tower cost $3.5 million, the "
    "mayor said. Visitors may climb its 211 steps again.",
    "2015-06-05",
)
LATER_TOWER = report(
    "Council counts what Larsmo tower took",
    "Builders worked for two winters. The council put the cost of the Larsmo tower's repair at 4.1 "
    "million dollars. The tower is the oldest of the coast.",
    "2015-06-09",
)
AGREEING_TOWER = report(
    "Climbing again in Larsmo",
    "People queued to see the sea. The repair of the tower in Larsmo cost 3.5 mln dlrs, said Eva "
    "Stenberg, who keeps the keys.",
    "2015-06-06",
)
COST = "How much did the repair of the Larsmo tower cost?"


def test_what_differs_stands_side_by_side_and_lowers_how_sure_it_is(asking: Asking) -> None:
    with asking.collection([TOWER, LATER_TOWER]) as assistant:
        answer = assistant.ask(COST)
        laws(assistant, answer)
        assert [group.relation for group in answer.agreement] == ["says", "differs"]
        assert {group.value for group in answer.agreement} == {"3500000 $", "4100000 $"}
        assert len(answer.citations) == 1
        assert answer.right_of_hundred is not None
        assert answer.citations[0].right_of_hundred is not None
        assert answer.right_of_hundred < answer.citations[0].right_of_hundred
        assert answer.confidence < answer.citations[0].confidence


def test_two_that_agree_are_more_than_one_that_differs(asking: Asking) -> None:
    with asking.collection([TOWER, LATER_TOWER, AGREEING_TOWER]) as assistant:
        groups = {group.value: group for group in assistant.ask(COST).agreement}
        assert len(groups["3500000 $"].citations) == 2
        assert len(groups["4100000 $"].citations) == 1


@pytest.mark.parametrize(
    "copied",
    [
        lambda body: body,
        lambda body: "LARSMO, June 6 (AP) - " + body,
        lambda body: body.split(" Visitors")[0],
        lambda body: "From our own correspondent. " + body.replace("mayor", "town's mayor"),
    ],
    ids=["whole", "agency", "shortened", "edited"],
)
def test_a_report_that_is_printed_again_counts_once(asking: Asking, copied: object) -> None:
    body = TOWER.text.split("\n\n")[1].strip()
    copy = report("Larsmo has its tower back", copied(body), "2015-06-06")  # type: ignore[operator]
    with asking.collection([TOWER, copy]) as assistant:
        (group,) = assistant.ask(COST).agreement
        assert len(group.citations) == 1 and len(group.copies) == 1


def test_two_events_of_a_kind_are_no_difference(asking: Asking) -> None:
    fires = [
        report(
            "Fire in Tolvik",
            "A fire at a hotel in Tolvik killed six people on Monday, police said. Guests jumped "
            "from windows of the Grand Hotel. Chief Anders Moen spoke of a faulty heater.",
            "2015-01-06",
        ),
        report(
            "Hotel burns in Castrona",
            "A fire at a hotel in Castrona killed nine people on Thursday, the fire brigade said. "
            "The roof of the Hotel Miramar fell in. Mayor Lucia Prado ordered three days of "
            "mourning.",
            "2015-01-09",
        ),
    ]
    with asking.collection(fires) as assistant:
        for question in ("How many people did the fire kill?", "How many died in Tolvik?"):
            assert len(assistant.ask(question).agreement) <= 1, question


def test_the_terminal_says_what_was_corrected_and_what_was_reported_before(asking: Asking) -> None:
    with asking.collection(stories("mine")) as assistant:
        answer = assistant.ask(MINE[0][0])
        lines = [str(line) for line in answer_lines(answer)]
        assert "Corrected on 7 March 2014." in lines
        place = lines.index("Reported before:")
        assert lines[place + 1].startswith("    2014-03-03 · “Northvale Coal” · Eleven miners")


def test_an_answer_with_sources_travels_as_json(asking: Asking) -> None:
    with asking.collection([TOWER, AGREEING_TOWER]) as assistant:
        answer = assistant.ask(COST)
        assert Answer.from_dict(answer.to_dict()) == answer
        assert any("2 sources agree" in str(line) for line in answer_lines(answer))


def test_what_was_corrected_does_not_come_back_and_what_is_newer_does(asking: Asking) -> None:
    """A wrong value repeated after its correction stays wrong; a count made later is newer."""
    repeated = report(
        "Valley mourns after Kestrel Creek",
        "Candles burnt at the gate of the Kestrel Creek coal mine on Sunday. The Kestrel Creek "
        "mine employs 340 people, most of them from Halden.",
        "2014-03-09",
    )
    counted = report(
        "Kestrel Creek mine takes on miners",
        "The Kestrel Creek coal mine has opened its lower gallery again. The Kestrel Creek mine "
        "employs 305 people, its manager said.",
        "2014-04-20",
    )
    question = MINE[1][0]
    with asking.collection([*stories("mine"), repeated]) as assistant:
        answer = assistant.ask(question)
        assert (answer.text, answer.agreement[0].relation) == ("290", "corrects")
    with asking.collection([*stories("mine"), counted]) as assistant:
        answer = assistant.ask(question)
        assert (answer.text, answer.agreement[0].relation) == ("305", "later")


PARTS = [
    (
        "How many people does Brack Mills employ?",
        "Brack Mills, which makes paper in the Dorn valley, employs 2,600 people in four towns.",
        "Brack Mills had offers for its envelope business, which employs 190 people in Dorn.",
        "2,600",
    ),
    (
        "How many ships does Corvan Lines have?",
        "Corvan Lines of Leith has 84 ships and sails to forty ports.",
        "Corvan Lines said that its ferry arm, which has 12 ships, was for sale.",
        "84",
    ),
    (
        "How many patients does Marlow hospital treat a year?",
        "Marlow hospital treats 61,000 patients a year, its director said.",
        "The eye clinic of Marlow hospital, which treats 3,300 patients a year, is to move.",
        "61,000",
    ),
]


@pytest.mark.parametrize(("question", "whole", "part", "right"), PARTS)
def test_a_newer_count_of_a_part_does_not_replace_that_of_the_whole(
    asking: Asking, question: str, whole: str, part: str, right: str
) -> None:
    articles = [report("The whole", whole, "2019-02-04"), report("A part", part, "2019-09-16")]
    with asking.collection(articles) as assistant:
        answer = assistant.ask(question)
        assert [citation.answer.text for citation in answer.citations] == [right]
        assert answer.confidence == answer.citations[0].confidence
        assert all(group.relation == "says" for group in answer.agreement)


TUNNELS = [
    report(
        "Council weighs two tunnels",
        "The cost of the Northgate tunnel is put at $40 million, the council's engineers said. "
        "The cost of the Southgate tunnel is put at $25 million, they said.",
        "2016-05-02",
    ),
    report(
        "Auditor doubts tunnel figures",
        "The auditor said that the cost of the Northgate tunnel would be $55 million. He said "
        "nothing of its schedule.",
        "2016-05-04",
    ),
    report(
        "Southgate figure confirmed",
        "A consultant agreed that the Southgate tunnel would come at a cost of $25 million.",
        "2016-05-05",
    ),
]


def test_each_side_of_a_comparison_says_who_agrees_and_what_differs(asking: Asking) -> None:
    with asking.collection(TUNNELS) as assistant:
        answer = assistant.ask("Compare the cost of Northgate and Southgate")
        texts = {
            each.article.id: assistant.article(each.article.id).text for each in answer.citations
        }
    assert [part.label for part in answer.parts] == ["Northgate", "Southgate"]
    northgate, southgate = answer.parts
    assert [group.relation for group in northgate.agreement] == ["says", "differs"]
    assert [group.relation for group in southgate.agreement] == ["says"]
    assert {each.value for each in northgate.agreement} == {"40000000 $", "55000000 $"}
    assert len(southgate.agreement[0].citations) == 2
    told = []
    for part in answer.parts:
        own, *_ = part.agreement
        assert part.citation in own.citations
        told += [each for group in part.agreement for each in group.citations]
    numbers = {(each.article.id, each.quote.start): each.number for each in told}
    assert sorted(numbers.values()) == list(range(1, len(numbers) + 1))
    for each in told:
        text = texts.get(each.article.id, each.quote.text)
        assert each.quote.text in text and each.answer.text in each.quote.text
    lines = [str(line) for line in answer_lines(answer)]
    assert any("2 sources agree" in line for line in lines)
    assert "Reported differently:" in lines
    assert Answer.from_dict(answer.to_dict()) == answer
    assert "Northgate: differs: " in answer.to_markdown()


def test_a_side_of_a_comparison_is_told_as_it_was_corrected(asking: Asking) -> None:
    fallen = [
        report(
            "Bridge falls in Alba",
            "The death toll in Alba was put at 12 when the Harbour Bridge fell, police said. The "
            "death toll in Brest, where a ferry sank, stands at 31.",
            "2015-06-03",
        ),
        report(
            "Toll in Alba rises",
            "The death toll of the bridge in Alba rose to 19 on Saturday, the mayor's office said.",
            "2015-06-06",
        ),
    ]
    for articles in (fallen, fallen[::-1]):
        with asking.collection(articles) as assistant:
            side = assistant.ask("How do Alba and Brest compare in death toll?").parts[0]
        assert "19" in side.citation.quote.text
        assert [group.relation for group in side.agreement] == ["later", "differs"]
        assert side.agreement[1].citations[0].answer.text == "12"
