"""Near misses by rule: a question as a story answers it, and one term of it exchanged.

What kinds there are is for the neighbours: ``near_figures``, ``near_people``,
``near_deals``, ``near_roles``, ``near_states``. Each
reads one story and gives pairs. ``keys`` say which words any article would hold that
answers the exchanged question: the set is sound when no article of the collection holds them all.
"""

from dataclasses import dataclass

from qa.evaluate.sets import fold, order_by_hash
from qa.evaluate.stories import Story


@dataclass(frozen=True, slots=True)
class Near:
    """A pair: ``question`` has ``golds`` in the story; to ``near`` the story has no answer.

    ``keys``: alternatives, each some folded words or phrases that only an answer brings together.
    """

    kind: str
    story: str
    question: str
    golds: tuple[str, ...]
    near: str
    keys: tuple[tuple[str, ...], ...]


# Adjective of a country, and its name.
COUNTRIES = dict(
    zip(
        "American Canadian British Japanese German French Brazilian Australian Belgian Swiss "
        "Chinese Soviet Dutch Iranian Italian Filipino Taiwanese Swedish Indonesian Ecuadorean "
        "Spanish Argentine Mexican Indian Iraqi Venezuelan Turkish Thai Malaysian Danish "
        "Colombian Yugoslav Peruvian Egyptian Greek Finnish Nigerian Bolivian Kuwaiti Portuguese "
        "Austrian Algerian Pakistani Israeli Zambian Hungarian Norwegian Libyan Irish Polish "
        "Chilean Moroccan".split(),
        "U.S.,Canada,Britain,Japan,Germany,France,Brazil,Australia,Belgium,Switzerland,China,"
        "Soviet Union,Netherlands,Iran,Italy,Philippines,Taiwan,Sweden,Indonesia,Ecuador,Spain,"
        "Argentina,Mexico,India,Iraq,Venezuela,Turkey,Thailand,Malaysia,Denmark,Colombia,"
        "Yugoslavia,Peru,Egypt,Greece,Finland,Nigeria,Bolivia,Kuwait,Portugal,Austria,Algeria,"
        "Pakistan,Israel,Zambia,Hungary,Norway,Libya,Ireland,Poland,Chile,Morocco".split(","),
        strict=True,
    )
)
ADJECTIVE = "|".join(COUNTRIES)


def other_countries(adjective: str, story: Story) -> list[str]:
    """Return adjectives of countries that the story does not name, in an order by hash."""
    absent = [
        name
        for name, country in COUNTRIES.items()
        if f" {fold(name)} " not in story.words and f" {fold(country)} " not in story.words
    ]
    return order_by_hash([name for name in absent if name != adjective], story.id)
