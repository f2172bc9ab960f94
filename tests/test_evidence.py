"""Each piece of evidence by itself: what fires, and on what it must not fire."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import ALWAYS, ShortVerifier, WordEmbedder

from qa.contract.answer import ContextTerm
from qa.contract.article import Span
from qa.contract.candidates import Candidate, Hit
from qa.index.collection import put
from qa.index.settings import settings
from qa.index.snapshot import Snapshots
from qa.index.store import create_store
from qa.index.view import View, open_view
from qa.ingest.articles import article_from_text
from qa.question.question import parse_question, with_context
from qa.read.evidence.ledger import EVIDENCE, evidence
from qa.read.evidence.wording import with_weights
from qa.read.rank import weigh

Case = tuple[str, str, str, str, float]
CASES: list[Case] = [
    # evidence, question, text, answer, value
    ("another kind", "In what state was it found?", "It was found in Oakland.", "Oakland", 1),
    ("another kind", "In what state was it found?", "It was found in Ohio.", "Ohio", 0),
    ("another kind", "Which country won?", "The team from Lyon won.", "Lyon", 1),
    ("another kind", "Which country won?", "South Korea won on points.", "South Korea", 0),
    ("another kind", "Taxes fell, but this small country raised them.", "It is Lyon.", "Lyon", 1),
    ("another kind", "A report said this country lost.", "It is Chad.", "Chad", 0),
    ("another kind", "Taxes fell in this country.", "It is Lyon.", "Lyon", 0),
    ("another kind", "What cost the state a dam?", "Rust cost it a dam.", "Rust", 0),
    ("another kind", "Which site asked how often it broke?", "MacInTouch asked.", "MacInTouch", 0),
    ("another kind", "Ada, who is 5, won. What number had she?", "She had 24.", "24", 0),
    ("another kind", "Which city won the bid?", "France won the bid.", "France", 1),
    ("another kind", "Which cities won?", "Ohio, Iowa and Utah won.", "Ohio, Iowa and Utah", 1),
    ("another kind", "Which cities won?", "Lyon and Ohio won.", "Lyon and Ohio", 0),
    ("another kind", "Which cities won?", "Riga, Latvia, won.", "Riga, Latvia", 0),
    ("another kind", "Which city won the bid?", "Singapore won the bid.", "Singapore", 0),
    ("another kind", "How many doors are there?", "There is a bar at the back.", "a bar", 1),
    ("another kind", "How many doors are there?", "It has three doors.", "three", 0),
    ("another kind", "How many doors are there?", "None of the doors is left.", "None", 0),
    ("another kind", "What share voted?", "The young voted in Lyon.", "The young", 1),
    ("another kind", "What share voted?", "Half of them voted.", "Half", 0),
    ("another kind", "How long did it last?", "It lasted in Lyon.", "in Lyon", 1),
    ("another kind", "How long did it last?", "It lasted a decade.", "a decade", 0),
    ("another kind", "Who was hurt?", "It hurt 23, 41 and 50.", "23, 41 and 50", 1),
    ("another kind", "How did Ada meet Bob?", "Ada met Bob Tuesday for talks.", "Tuesday", 1),
    ("another kind", "When did Ada meet Bob?", "Ada met Bob Tuesday for talks.", "Tuesday", 0),
    ("another kind", "Did Ada meet Bob?", "Ada met Bob Tuesday for talks.", "Tuesday", 0),
    ("another kind", "What animal was it?", "It died 18,000 years ago.", "18,000 years ago", 1),
    ("another kind", "When does Ada travel?", "Ada saw a trip to Riga in May.", "a trip", 1),
    ("another kind", "When did she leave?", "She left after a trip, not in May.", "a trip", 0),
    ("another kind", "Which paintings were stolen?", "All three were stolen.", "three", 1),
    ("another kind", "What cars did she sell?", "She sold the two of them.", "the two", 1),
    ("another kind", "Who won?", "In the end two won.", "two", 1),
    ("another kind", "Which paintings are gone?", "Two Vermeers are gone.", "Two Vermeers", 0),
    ("another kind", "What numbers won?", "Four and nine won.", "Four and nine", 0),
    ("another kind", "Which size fits?", "Nine fits.", "Nine", 0),
    ("another kind", "What is Law Watch?", "He left the Law Watch case.", "case", 1),
    ("another kind", "What is Law Watch?", "Law Watch has questioned him.", "questioned", 1),
    ("another kind", "Who is Ada Lund?", "Ada Lund's lawyer spoke.", "lawyer", 1),
    ("another kind", "Who is Ada Lund?", "He met Ada Lund yesterday.", "yesterday", 1),
    ("another kind", "What is Port Ansel?", "Ferries left Port Ansel.", "Ferries", 1),
    ("another kind", "Who is Ada Lund?", "A lawyer for Ada Lund left.", "A lawyer", 1),
    ("another kind", "Who is Ada Lund?", "A painter called Ada Lund left.", "A painter", 0),
    ("another kind", "What is Law Watch?", "A legal group, Law Watch, sued.", "A legal group", 0),
    ("another kind", "What is Law Watch?", "The legal group Law Watch sued.", "legal group", 0),
    ("another kind", "What is Law Watch?", "Law Watch, a legal group, sued.", "a legal group", 0),
    ("another kind", "Who is Ada Lund?", "Ada Lund is a lawyer.", "a lawyer", 0),
    ("another kind", "Who is Ada Lund?", "He saw Ada Lund as a rival.", "a rival", 0),
    ("another kind", "What is Law Watch doing?", "Law Watch has questioned him.", "questioned", 0),
    ("pronoun", "Who was fined?", "She was fined 500 euros.", "She", 1),
    ("pronoun", "Who was fined?", "Ada was fined 500 euros.", "Ada", 0),
    ("pronoun", "Who was fined?", "She and Bob were fined.", "She and Bob", 0),
    ("empty", "Was the company hit?", "The company was not affected.", "not", 1),
    ("empty", "Was the company hit?", "The company was not affected.", "not affected", 0),
    ("empty", "How many came?", "None came, 3 left.", "None", 0),
    ("echo", "How much more did it cost?", "It cost MORE than cash.", "MORE", 1),
    ("echo", "How much more did it cost?", "It cost more than cash.", "cash", 0),
    ("echo", "Is it larger in Riga or Oslo?", "It is larger in Oslo.", "Oslo", 0),
    ("echo", "Which is larger, Riga or Oslo?", "It is larger in Oslo.", "Oslo", 0),
    ("names elsewhere", "What did Bob Fox sell?", "Fox left. Ada sold a boat.", "a boat", 1),
    ("names elsewhere", "What did Bob Fox sell?", "Fox left. He sold a boat.", "a boat", 0),
    ("uncounted", "How many doors are there?", "The club has 2 bars.", "2", 1),
    ("uncounted", "How many doors are there?", "The club has 2 doors.", "2", 0),
    ("uncounted", "How many people died?", "The storm killed 7.", "7", 0),
    ("counterpart", "Who led the second debate?", "Ada Fox led the first debate.", "Ada Fox", 1),
    ("counterpart", "Who led the 2nd debate?", "Fox led the first TV debate.", "Fox", 1),
    ("counterpart", "Who led the second debate?", "Fox led the 2nd debate.", "Fox", 0),
    ("counterpart", "Who won the second round?", "Fox won the first debate.", "Fox", 0),
    (
        "counterpart",
        "Who led the second debate?",
        "Fox left the first debate before the second.",
        "Fox",
        0,
    ),
    ("counterpart", "Who led the second debate?", "Fox led the debate.", "Fox", 0),
    ("counterpart", "Who heads the Republican Party?", "Fox heads the Democratic Party.", "Fox", 1),
    (
        "counterpart",
        "What did the northern valley lose?",
        "The southern valley lost rye.",
        "rye",
        1,
    ),
    ("counterpart", "What is the smallest lake?", "The largest lake is Peipus.", "Peipus", 1),
    ("counterpart", "What is the smallest lake?", "The largest town is Riga.", "Riga", 0),
    ("unreal", "When did Fox visit Riga?", "Riga turned down a trip by Fox in June.", "June", 1),
    ("unreal", "When did Fox visit Riga?", "Fox visited Riga in June.", "June", 0),
    ("unreal", "When was a trip turned down?", "Riga turned down a trip in June.", "June", 0),
    ("unreal", "When did Fox visit Riga?", "Fox, who visited Riga in May, will go.", "May", 0),
    ("unreal", "Who visited Riga?", "Fox will visit Riga.", "Fox", 0),
    ("unreal", "How long did it take?", "Judges will have to decide in 60 days.", "60 days", 1),
    ("unreal", "How long did it take?", "Judges took 74 days.", "74 days", 0),
    ("unreal", "How much did the wall cost?", "The wall would cost 4 million.", "4 million", 1),
    ("unreal", "How far was the walk?", "The walk was planned to be 3 km.", "3 km", 1),
    ("unreal", "How much will the wall cost?", "It will cost 4 million.", "4 million", 0),
    ("unreal", "How many days was it?", "Two days of talks amid a decline in ties.", "Two", 0),
    ("unreal", "How much was a share?", "Shares declined 3 percent to 40 crowns.", "40 crowns", 0),
    ("unreal", "How late was the train?", "It left an hour late due to fog.", "an hour", 0),
    ("unreal", "How late was the train?", "It left an hour late due to the fog.", "an hour", 0),
    ("unreal", "When was he born?", "Will Fox was born in May.", "May", 0),
    ("unreal", "How much was left?", "His will left 3 million to Riga.", "3 million", 0),
    ("unreal", "How far was it found?", "Scrap drifted 3 km.", "3 km", 0),
    ("unreal", "When did Fox visit Riga?", "Fox declined to go to Riga in June.", "June", 1),
    ("unreal", "When did Fox visit Riga?", "Fox declined an invitation in June.", "June", 1),
    ("unreal", "When did the bridge open?", "It is due to open in May.", "May", 1),
    ("unreal", "When did the bridge open?", "It will open in May.", "May", 1),
    ("unreal", "When did the fair open?", "Riga scrapped its fair in May.", "May", 1),
    ("unreal", "How old is Fox?", "Fox will be 40.", "40", 0),
    ("unreal", "How did Fox change it?", "Fox, who will retire, raised it.", "raised it", 0),
    ("unreal", "How much did it lose?", "It fell by 2 pct; it will rise in May.", "2 pct", 0),
    ("unreal", "How much did it lose?", "It rose - it will fall by 2 pct.", "2 pct", 1),
    ("unreal", "When will Fox visit Riga?", "Fox will visit Riga in June.", "June", 0),
    ("deputy", "Who is the president?", "Vice President Ada Fox spoke.", "Ada Fox", 1),
    ("deputy", "Who is the president?", "It grew under President Ada Fox.", "Ada Fox", 0),
    ("deputy", "Who is the director?", "The former director, Ada Fox, sued.", "Ada Fox", 1),
    ("deputy", "Who was the director?", "The former director, Ada Fox, sued.", "Ada Fox", 0),
    ("deputy", "Who is the president?", "Ada Fox, the president's sister, spoke.", "Ada Fox", 1),
    ("deputy", "Who is the vice president?", "Vice President Ada Fox spoke.", "Ada Fox", 0),
    ("speaker", "Who said the dam is safe?", "The dam is safe, Ada Fox said.", "Ada Fox", 1),
    ("speaker", "Who said the dam is safe?", "It is safe, according to Ada Fox.", "Ada Fox", 1),
    ("speaker", "Who built the dam?", "The dam is safe, Ada Fox said.", "Ada Fox", 0),
    ("speaker", "Who said the dam is safe?", "Ada Fox built the dam.", "Ada Fox", 0),
    ("yes or no", "Did the dam break?", "The dam broke.", "broke", 1),
    ("yes or no", "What broke?", "The dam broke.", "The dam", 0),
    ("time", "What broke in 2012?", "The dam broke in 2012.", "The dam", 0),
    # an aside in an article of that year
    ("time", "What broke in 2012?", "The dam broke in 1998.", "The dam", -1),
    ("time", "What broke?", "The dam broke in 1998.", "The dam", 0),
]


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[Case, dict[str, float]]]:
    """The evidence of every case, each asked of an article of its own in one collection."""
    embedder = WordEmbedder()
    folder = tmp_path_factory.mktemp("evidence")
    with create_store(folder, settings(embedder)) as store:
        ids = {}
        for text in dict.fromkeys(case[2] for case in CASES):
            article = article_from_text(
                text, f"{len(ids)}.txt", title="Report", published="2012-03-01"
            )
            ids[text] = article.id
            put(store, embedder, article)
        with open_view(store, Snapshots(store, embedder.dimension), embedder) as view:
            yield {case: _evidence(view, ids[case[2]], case) for case in CASES}


def _evidence(view: View, article_id: str, case: Case) -> dict[str, float]:
    _, question, text, answer, _ = case
    (passage,) = view.passages(view.passage_ids([article_id]))
    hit = Hit(passage, 1.0, 0.5, 1.0, 1.0, 1.0)
    span = Span(text.index(answer), text.index(answer) + len(answer))
    quote = next(sentence for sentence in passage.sentences if sentence.holds(span))
    parsed = with_weights(parse_question(question), [hit])
    return evidence(view, parsed, Candidate(hit, span, quote, 1.0, 0.5))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}: {case[1]} {case[3]}")
def test_what_it_says(judged: dict[Case, dict[str, float]], case: Case) -> None:
    assert judged[case][case[0]] == pytest.approx(case[4])


def test_with_words_of_earlier_turns_the_verifier_alone_says_how_sure_it_is(
    tmp_path: Path,
) -> None:
    text = "The office wrote it. An engineer came."
    article, embedder = article_from_text(text, "it.txt"), WordEmbedder()
    typed = parse_question("Who wrote it?")
    followed = with_context(typed, [ContextTerm("the engineer who came", 1)])
    with create_store(tmp_path, settings(embedder)) as store:
        put(store, embedder, article)
        with open_view(store, Snapshots(store, embedder.dimension), embedder) as view:
            (passage,) = view.passages(view.passage_ids([article.id]))
            span, hit = Span(0, 10), Hit(passage, 1.0, 0.5, 1.0)
            candidate = Candidate(hit, span, passage.sentences[0], 90.0, 0.5)
            alone, after = (
                weigh(view, question, [candidate], ShortVerifier(most=40), ALWAYS)[0]
                for question in (typed, followed)
            )
    assert alone.evidence["either"] == 90.0 > after.evidence["verified"] == after.evidence["either"]
    # nor does it count that a sentence is near to what was said before
    assert alone.evidence["sentence"] == after.evidence["sentence"] > 0


def test_every_rule_has_a_case_that_fires_and_one_that_does_not() -> None:
    measured = {
        "margin",
        "certainty",
        "verified",
        "either",
        "cosine",
        "meaning",
        "words",
        "sentence",
    }
    measured |= {
        "wording",
        "timeless",
        "about",
        "length",
        "question",
    }  # shares and scores, tested with wording and rank
    for name in EVIDENCE.keys() - measured:
        values = {case[4] != 0 for case in CASES if case[0] == name}
        assert values == {True, False}, name


def test_an_answer_of_nothing_but_months_is_judged_without_trying_all_readings(
    tmp_path: Path,
) -> None:
    text = "The list said " + "May." * 60 + "x and no more."
    embedder = WordEmbedder()
    article = article_from_text(text, "list.txt", title="Report")
    with create_store(tmp_path, settings(embedder)) as store:
        put(store, embedder, article)
        with open_view(store, Snapshots(store, embedder.dimension), embedder) as view:
            (passage,) = view.passages(view.passage_ids([article.id]))
            hit = Hit(passage, 1.0, 0.5, 1.0)
            span = Span(text.index("May"), text.index("x and") + 1)
            found = Candidate(hit, span, passage.sentences[0], 1.0, 0.5)
            values = evidence(view, parse_question("Who came?"), found)
    assert values["another kind"] == 0.0
