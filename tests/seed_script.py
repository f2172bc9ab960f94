"""Questions about the seed articles with the words that answer them, for ScriptedAssistant."""

from pathlib import Path

from scripted_assistant import Reply, Said, ScriptedAssistant

from qa.contract.answer import Correction, Interval, Scope
from qa.contract.article import Article
from qa.contract.display import NOT_FOUND, NOT_SURE
from qa.ingest.articles import article_from_bytes

SEEDS = Path(__file__).parent.parent / "seeds"

WHY = "Why did China suspend ties in 2010?"
WHO = "Who urged China to expand military relations?"
TALLEST = "How tall is Leon Panetta?"
CANCELED = "When were the policy coordination talks canceled?"
WHEN = "When did China suspend its military contacts?"
MISSPELT = "Why did Chna suspnd ties?"
POSSIBLE = "How long were the contacts interrupted?"
FOLLOW_UP = "And when were they restored?"

SUSPENDED = (
    "Last year, in response to the United States selling arms to Taiwan, China suspended its "
    "military-to-military contacts with the United States."
)
SCRIPT = {
    WHY: Reply(
        (
            Said("003", SUSPENDED, "in response to the United States selling arms to Taiwan"),
            Said(
                "000",
                "China froze military contacts with the United States after the Obama "
                "administration notified Congress in January of a potential $6.4 billion arms "
                "package for Taiwan, which Beijing deems a rogue province.",
                "the Obama administration notified Congress in January of a potential $6.4 "
                "billion arms package for Taiwan",
                0.86,
            ),
            Said(
                "001",
                "The two resumed contacts less than two years ago after a breakdown in ties over "
                "U.S. arms sales to Taiwan.",
                "over U.S. arms sales to Taiwan",
                0.71,
            ),
        ),
        scope=Scope("in 2010", "in", "2010-01-01", "2010-12-31"),
    ),
    WHO: Reply(
        (
            Said(
                "001",
                "BEIJING (Reuters) - U.S. Defense Secretary Leon Panetta urged China on Tuesday "
                "to expand military relations with the United States to reduce the risk of a "
                "confrontation, even as the two powers grappled with a volatile territorial "
                "dispute between Beijing and Tokyo.",
                "U.S. Defense Secretary Leon Panetta",
                0.98,
            ),
        )
    ),
    WHEN: Reply((Said("003", SUSPENDED, "Last year"),)),
    CANCELED: Reply(
        (
            Said(
                "004",
                "The policy coordination talks are meant to be held annually, but were canceled "
                "by Beijing following then-House Speaker Nancy Pelosi’s visit to Taiwan in August "
                "2022.",
                "following then-House Speaker Nancy Pelosi’s visit to Taiwan in August 2022",
                0.78,
            ),
        )
    ),
    FOLLOW_UP: Reply(
        (
            Said(
                "003",
                "It has taken months to re-establish the contacts.",
                "It has taken months to re-establish the contacts.",
                0.64,
            ),
        ),
        context=("military ties", "China", "2010"),
    ),
    TALLEST: Reply(
        (
            Said(
                "001",
                "But Liang said China hoped for a peaceful settlement of the dispute.",
                "China hoped for a peaceful settlement",
                0.1,
            ),
        ),
        reason=f"{NOT_FOUND} They name Leon Panetta, but not how tall he is.",
    ),
    MISSPELT: Reply(
        (Said("003", SUSPENDED, "in response to the United States selling arms to Taiwan"),),
        read_as="Why did China suspend ties?",
        corrected=(Correction("Chna", "China"), Correction("suspnd", "suspend")),
    ),
    POSSIBLE: Reply(
        (
            Said("003", "It has taken months to re-establish the contacts.", "months", 0.3),
            Said(
                "001",
                "But Liang said China hoped for a peaceful settlement of the dispute.",
                "China",
                0.1,
            ),
        ),
        reason=f"{NOT_SURE} The collection covers 2011 to 2024.",
        possible=True,
    ),
}

TOPIC = "military ties"
TIMELINE = (
    (Interval("2010", "2010-01-01", "2010-12-31"), Said("003", SUSPENDED, SUSPENDED)),
    (Interval("[2010-09-18..2012-09-18]", "2010-09-18", "2012-09-18"), SCRIPT[WHY].said[2]),
    (Interval("2012-09-18", "2012-09-18", "2012-09-18"), SCRIPT[WHO].said[0]),
    (Interval("2022-08", "2022-08-01", "2022-08-31"), SCRIPT[CANCELED].said[0]),
)


def seed_articles() -> list[Article]:
    return [
        article_from_bytes(path.read_bytes(), path.name) for path in sorted(SEEDS.glob("*.txt"))
    ]


def seed_assistant() -> ScriptedAssistant:
    assistant = ScriptedAssistant(
        (), SCRIPT, timelines={TOPIC: TIMELINE, WHY: TIMELINE}, suggested=[WHY, WHO, CANCELED]
    )
    assistant.add_files([SEEDS])
    return assistant
