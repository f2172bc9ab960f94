"""What is left out, line by line: of the seeds, and of other texts in other outlets' ways."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.ingest.articles import read_article
from qa.ingest.boilerplate import left_out
from qa.ingest.furniture import furniture

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = sorted((ROOT / "tests" / "golden" / "ingest").glob("*.txt"))

TITLE_002 = "us China: China, USA in military relations negotiations amid strained ties"
MENU_001 = (
    "narrow-browser-and-phone medium-browser-and-portrait-tablet landscape-tablet "
    "medium-wide-browser wide-browser-and-larger medium-browser-and-landscape-tablet "
    "medium-wide-browser-and-larger above-phone portrait-tablet-and-above above-portrait-tablet "
    "landscape-tablet-and-above landscape-tablet-and-medium-wide-browser "
    "portrait-tablet-and-below landscape-tablet-and-below"
).split()
CAPTION_004 = (
    "A woman adjusts a Chinese flag near US flags. (Photographer: Ng Han Guan/AFP/Getty Images)"
)

SEEDS = {
    "000_ab1d84f086219f24.txt": [
        "China holds out hope of resuming U.S. military ties",
        "Reporting by Ben Blanchard; Editing by Chris Lewis",
    ],
    "001_502fe55fd0717b56.txt": [
        "September 18, 2012 / 9:08 AM / in 5 years",
        "Panetta urges China to increase military contacts to avoid missteps",
        "Writing and additional reporting by Chris Buckley and Ben Blanchard, "
        "Editing by Jonathan Thatcher",
        "0 : 0",
        *(f"• {entry}" for entry in MENU_001),
    ],
    "002_af64fddcb1062455.txt": [
        TITLE_002,
        TITLE_002,
        TITLE_002,
        "Leave a Reply",
        "Your email address will not be published.",
    ],
    "003_1aa9b03e41209577.txt": [
        "Gates Seeks Sustained Military Relationship with\u00a0China",
        "U.S. Department of Defense",
        "Office of the Assistant Secretary of Defense (Public Affairs)",
        "Facebook and/or on Twitter",
        "Team GlobDef",
        "Seit 2001 ist im Internet unterwegs, um mit eigenen Analysen, interessanten "
        "Kooperationen und umfassenden Informationen für einen spannenden Überblick der Weltlage "
        "zu sorgen. war dabei die erste deutschsprachige Internetseite, die mit dem Schwerpunkt "
        "Sicherheitspolitik außerhalb von Hochschulen oder Instituten aufgetreten ist.",
        "Alle Beiträge ansehen von Team GlobDef →",
    ],
    "004_0c738797d86f5795.txt": [
        "ADVERTISEMENT",
        "U.S., China Resume In-Person Military Policy Coordination Talks",
        "Chase emphasized the importance of maintaining contacts between Washington and Beijing "
        "to avoid potentially dangerous miscalculations.",
        f'<div class="paragraphs"><p>{CAPTION_004}</p></div>',
        CAPTION_004,
        "Earlier: Top US, Chinese Military Officials Speak Amid Warming Ties",
        "More stories like this are available on bloomberg.com",
        "©2024 Bloomberg L.P.",
    ],
}
"""Every line of a seed that is left out; all its other lines are story and stay."""


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_of_a_seed_exactly_these_lines_are_left_out(name: str) -> None:
    text = (ROOT / "seeds" / name).read_bytes().decode()
    pieces = left_out(text)
    assert [piece.span.of(text) for piece in pieces] == SEEDS[name]
    assert all(piece.reason for piece in pieces)
    # Whole lines go: in front of and behind each piece there is nothing else on its line.
    stays = text
    for piece in reversed(pieces):
        stays = stays[: piece.span.start] + stays[piece.span.end :]
    kept = [line.strip() for line in stays.splitlines() if line.strip()]
    gone = list(SEEDS[name])
    for line in (line.strip() for line in text.splitlines() if line.strip()):
        if gone and line == gone[0]:
            gone.pop(0)
        else:
            assert kept.pop(0) == line
    assert not gone
    assert not kept


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_of_other_texts_exactly_the_expected_lines_are_left_out(path: Path) -> None:
    article = read_article(path)
    found = "".join(
        f"{piece.reason} | {line}\n"
        for piece in article.left_out
        for line in piece.span.of(article.text).splitlines()
    )
    assert found == path.with_suffix(".left_out").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "line",
    [
        "Reporting by the agency showed that 40 percent of farms had closed.",
        "Reporting by Reuters found no evidence of fraud.",
        "Writing by hand helps children to remember, a study found.",
        "Editing by machine costs less, publishers say.",
        "By Tuesday the water had reached the bridge.",
        "By Friday, General Electric Will Have Sold Its Plant.",
        "Advertisement revenue fell by a third in May.",
        "Advertising is a young trade.",
        '"Leave a reply," the machine said.',
        "Copyright law is changing, the court said.",
        "Share prices fell.",
        "Share prices fell on Twitter and Facebook after the hearing.",
        "Facebook and Twitter said they had removed the posts.",
        "Follow the money, the investigator said.",
        "Related charges were dropped in 2009.",
        "Earlier, the talks had been canceled.",
        "Earlier: the talks had been canceled by Beijing.",
        "More stories of survivors emerged on Tuesday.",
        "Sign up sheets were posted in the hall of the school.",
        "The site used cookies to follow readers, the regulator found.",
        "Read more slowly, the teacher said.",
        "Comments by the minister angered farmers.",
        "Home prices rose.",
        "Search teams found him at dawn.",
        "Source: the minister himself, he said.",
        "In January 2011 the talks resumed.",
        "On September 18, 2012, Panetta went to Beijing.",
        "September 18, 2012 was a Tuesday.",
        "Photo finishes are rare in the marathon.",
        "He contributed to the report on the dam.",
        "Police opened fire (see the photo by John Doe), witnesses said.",
        "The end.",
        "Reuters said so.",
        "3-1",
        "Subscribers left the paper in droves.",
        "We use cookies instead of bread, he joked.",
        "Print is dead.",
        "Watch the river, she told them.",
        "share.",
    ],
)
def test_a_sentence_with_the_words_of_a_prompt_is_kept(line: str) -> None:
    assert furniture(line) is None


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Reporting by Jane Doe in Paris and Ali Khan; Editing by Bob Lee", "credit"),
        ("(Reporting by Arshad Mohammed; editing by Eric Beech)", "credit"),
        ("Additional reporting by Maria O'Neil and Jean-Luc de la Tour", "credit"),
        ("Compiled by Staff Writers", "credit"),
        ("By Jane Doe and John Smith", "byline"),
        ("By JANE DOE, Staff Writer", "byline"),
        ("Jane Doe in Cairo contributed to this report.", "contribution credit"),
        ("AP writer Jane Doe contributed reporting from Cairo", "contribution credit"),
        ("- Advertisement -", "advertisement"),
        ("Story continues below advertisement", "advertisement"),
        ("12 Comments", "comment prompt"),
        ("Leave a comment", "comment prompt"),
        ("Subscribe to our newsletter", "subscription prompt"),
        ("We use cookies to improve your experience.", "cookie or privacy notice"),
        ("Read more", "link to other articles"),
        ("READ MORE: Who was the man in the photograph?", "link to other articles"),
        ("Related: The long road to peace", "link to other articles"),
        ("View all posts by Jane Doe →", "link to other articles"),
        ("Share on Facebook", "share bar"),
        ("Facebook | Twitter | LinkedIn", "share bar"),
        ("Tags: China, Taiwan, arms", "topics"),
        ("Copyright 2011 The Associated Press. All rights reserved.", "copyright"),
        ("© Jane Doe 2020", "copyright"),
        ("All rights reserved.", "copyright"),
        ("Tuesday, September 18, 2012", "date line"),
        ("Last updated: 3 March 2020 at 14:05 GMT", "date line"),
        ("3 hours ago", "date line"),
        ("5 min read", "date line"),
        ("(Photo by Jane Doe/Getty Images)", "photo caption or credit"),
        ("Photograph: Jane Doe/The Courier", "photo caption or credit"),
        ("A man walks. REUTERS/Jane Doe", "photo caption or credit"),
        ("jane.doe@example.com", "contact line"),
        ("Reuter", "end mark"),
        ("-30-", "end mark"),
        ("***", "no words"),
        ("Skip to content", "navigation"),
    ],
)
def test_a_line_that_is_never_story_is_told_alone(line: str, reason: str) -> None:
    assert furniture(line) == reason


def test_a_list_that_the_story_introduces_is_no_menu() -> None:
    text = "The club has three teams, and each has a home:\n\n• Alpha\n• Beta\n• Gamma\n"
    assert left_out(text) == ()


def test_names_behind_a_colon_are_no_signatures() -> None:
    text = "Two men were found dead in the mine on Monday:\nJohn Smith\nOwen Pryce Jones\n"
    assert left_out(text) == ()


def test_a_story_in_html_stays() -> None:
    text = "<p>The talks were held at the Pentagon.</p>\n<p>They took two days.</p>\n"
    assert left_out(text) == ()


def test_a_line_of_half_a_million_spaces_is_read_through_once() -> None:
    line = "Fishing boats have to land" + " " * 500_000 + "in the next harbour."
    text = f"Harbour closed\n\n{line}\n"
    assert [piece.span.of(text) for piece in left_out(text)] == ["Harbour closed"]


def test_the_same_sentence_twice_in_a_story_stays_twice() -> None:
    text = "He came home at last.\n\nNobody was there to see it.\n\nHe came home at last.\n"
    assert left_out(text) == ()


def test_a_stated_title_is_left_out_where_the_text_repeats_it() -> None:
    text = "He came home.\n\nThe sailor was met by his wife and his son at the pier.\n"
    assert [piece.span.of(text) for piece in left_out(text, title="He Came Home")] == [
        "He came home."
    ]


LINES = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        [
            "Reporting by Jane Doe",
            "ADVERTISEMENT",
            "Related",
            "• Home",
            "<p>x</p>",
            "The minister said so on Tuesday. Nobody believed him.",
            "A Headline About the Minister",
            "Der Minister hat das auf der Sitzung nicht gesagt und ist mit dem Zug gefahren.",
            "0 : 0",
            "cafe\u0301 😀\u00a0“so”",
        ]
    ),
)


@settings(deadline=None)
@given(st.lists(LINES, max_size=12), st.sampled_from(["\n", "\r\n", "\n\n", "\u2028", " \r\n\t"]))
def test_pieces_are_in_order_apart_and_within_any_text(lines: list[str], between: str) -> None:
    text = between.join(lines)
    end = 0
    for piece in left_out(text):
        assert end <= piece.span.start < piece.span.end <= len(text)
        assert piece.span.of(text) == piece.span.of(text).strip()
        assert piece.reason
        end = piece.span.end
