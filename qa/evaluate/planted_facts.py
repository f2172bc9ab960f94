"""Facts to plant into stories: how two halves of the templates word them, ask and correct them.

Everything here is written by hand. ``fit`` is what thresholds may be chosen on, ``measure`` what is
reported; the halves share the kinds of facts and no sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Part = Literal["fit", "measure"]
Sort = Literal["count", "money", "share", "person", "company", "date"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One kind of fact about ``{n}``, a name: its question and the sentences that state it.

    ``{v}`` is its value; ``thing`` names what is stated, for corrections. The same kind about
    another name is another event.
    """

    sort: Sort
    question: str
    thing: str
    event: str
    first: tuple[str, ...]


FACTS: Mapping[Part, tuple[Fact, ...]] = {
    "fit": (
        Fact("count", "How many people were killed in the fire at the {n} works?",
             "the number of people killed", "the fire at the {n} works",
             ("A fire at the {n} works killed {v} people, the police said.",
              "{V} people were killed in the fire at the {n} works, according to rescue workers.",
              "The fire at the {n} works took the lives of {v} people, a fireman said.")),
        Fact("count", "How many people does the {n} depot employ?",
             "the number of people employed there", "the {n} depot",
             ("The {n} depot employs {v} people, its manager said.",
              "{V} people are employed at the {n} depot, the union said.",
              "The {n} depot, which employs {v} people, will stay open.")),
        Fact("money", "How much did the {n} stadium cost?",
             "the cost of the stadium", "the {n} stadium",
             ("The {n} stadium cost {v}, the builders said.",
              "The new {n} stadium was built at a cost of {v}.",
              "It cost {v} to build the {n} stadium, officials said.")),
        Fact("company", "Who owns the {n} mill?", "the owner of the mill", "the {n} mill",
             ("The {n} mill is owned by {v}.",
              "{V} owns the {n} mill.",
              "The {n} mill belongs to its owner, {v}, and makes paper.")),
        Fact("person", "Who was named director of the {n} hospital?",
             "the new director", "the {n} hospital",
             ("{V} was named director of the {n} hospital.",
              "The {n} hospital named {v} as its director.",
              "The board of the {n} hospital has named {v} to be its director.")),
        Fact("share", "What percentage of the {n} drivers voted for the strike?",
             "the share of votes", "the vote of the {n} drivers",
             ("{V} of the {n} drivers voted for the strike.",
              "The {n} drivers voted for the strike by {v}, the union said.",
              "In a ballot, {v} of the {n} drivers voted for a strike.")),
        Fact("date", "When will the {n} tunnel open?", "the date of the opening", "the {n} tunnel",
             ("The {n} tunnel will open on {v}.",
              "The opening of the {n} tunnel is set for {v}, engineers said.",
              "On {v} the {n} tunnel will open to traffic.")),
    ),
    "measure": (
        Fact("count", "How many passengers were injured in the {n} train crash?",
             "the number of injured passengers", "the {n} train crash",
             ("The {n} train crash left {v} passengers injured, a hospital said.",
              "{V} passengers were injured in the train crash at {n} station, a spokesman said.",
              "In the {n} train crash, {v} passengers were injured, some of them badly.")),
        Fact("count", "How many pupils attend the {n} school?",
             "the number of pupils", "the {n} school",
             ("The {n} school is attended by {v} pupils, the council said.",
              "{V} pupils attend the {n} school.",
              "At the {n} school, which {v} pupils attend, lessons go on.")),
        Fact("money", "How much was the {n} refinery fined?",
             "the amount of the fine", "the fine for the {n} refinery",
             ("The {n} refinery was fined {v} for the spill.",
              "A court fined the {n} refinery {v} on account of the spill.",
              "Judges imposed a fine of {v} on the {n} refinery.")),
        Fact("company", "Which company built the {n} bridge?",
             "the builder of the bridge", "the {n} bridge",
             ("The {n} bridge was built by {v}.",
              "{V} built the {n} bridge.",
              "{V}, the company that built the {n} bridge, has checked it.")),
        Fact("person", "Who won the {n} marathon?", "the winner", "the {n} marathon",
             ("{V} won the {n} marathon.",
              "The {n} marathon was won by {v}, who led from the start.",
              "The winner of the {n} marathon was {v}.")),
        Fact("share", "What percentage of the {n} harvest was lost?",
             "the share that was lost", "the {n} harvest",
             ("{V} of the {n} harvest was lost to frost, farmers said.",
              "Frost destroyed {v} of the {n} harvest.",
              "The {n} harvest was hit by frost and {v} of it was lost.")),
        Fact("date", "When did the {n} museum close?", "the day of the closure", "the {n} museum",
             ("The {n} museum closed on {v}.",
              "The doors of the {n} museum closed for good on {v}.",
              "On {v} the {n} museum closed, for want of money.")),
    ),
}  # fmt: skip

CORRECTIONS: Mapping[Part, tuple[tuple[str, str], ...]] = {
    # A headline and a text; {said} is the fact with its right value, {w} the wrong one.
    "fit": (
        ("CORRECTION: {event}", "An earlier report gave {thing} wrongly. {said}"),
        ("CORRECTED-{title}", "(Corrects {thing} to {v}, not {w})\n\n{said}"),
        ("{title}", "{said}\n\nAn earlier version of this article wrongly gave {thing} as {w}."),
        ("Note to readers", "A report on {event} misstated {thing}. {said} It was not {w}."),
    ),
    "measure": (
        ("Correction: {event}",
         "Because of an editing error, a report on {event} misstated {thing}. {said}"),
        ("CORRECTED - {title}",
         "{said}\n\n(This story corrects {thing}, which was first given as {w}.)"),
        ("{title}",
         "{said}\n\nCorrection: A previous version of this story incorrectly said that it was "
         "{w}."),
        ("Clarification: {event}",
         "Our report about {event} erroneously stated {thing} as {w}. {said}"),
        ("{event}: newspaper retracts",
         "The paper retracted its report on {event}, which had {thing} wrong. {said}"),
    ),
}  # fmt: skip

UPDATES: Mapping[Part, tuple[tuple[str, str], ...]] = {
    "fit": (
        ("New figures on {event}", "{said} Earlier reports had spoken of {w}."),
        ("{event}: latest", "{said}"),
        ("{event}: count rises", "{said} That is more than the {w} first reported."),
    ),
    "measure": (
        ("More is known about {event}", "{said}"),
        ("{event}, two days on", "{said} On the first day there was talk of {w}."),
        ("Update on {event}", "{said} The figure is up from {w}."),
    ),
}  # fmt: skip

TITLES: Mapping[Part, tuple[str, ...]] = {
    "fit": ("News of {event}", "{event} in question", "What is known of {event}"),
    "measure": ("A report about {event}", "{event} today", "Looking at {event}"),
}

HEADS: Mapping[Part, tuple[str, ...]] = {
    "fit": ("{city}, {day} (AP) - ", "{city} ({day}) -- ", "By our own correspondent\n\n"),
    "measure": ("{city}, {day} (AFP) - ", "{city}, {day} -- From agency reports. ", "(UPI) - "),
}

PEOPLE = (
    "Daniel Okoro", "Marta Lindqvist", "Peter Vance", "Sofia Marchetti", "Omar Haddad",
    "Ruth Castellano", "Henrik Solberg", "Grace Mutasa", "Viktor Danilov", "Amy Prescott",
    "Julian Ferro", "Nadia Rahimi", "Tomas Havel", "Elise Fontaine", "Samuel Adeyemi",
    "Clara Whitmore", "Ivan Petrescu", "Leila Aziz", "Marcus Thorne", "Hanna Virtanen",
)  # fmt: skip
COMPANIES = (
    "Halvorsen Group", "Castor Industries", "Bellweather Holdings", "Northgate Partners",
    "Orion Timber", "Delacroix Freres", "Pinnacle Works", "Sterling Vale", "Aldine Steel",
    "Kestrel Engineering", "Marlowe Brothers", "Redfern Capital", "Tamarack Resources",
    "Quayside Trust", "Ironbridge Limited", "Verity Foods", "Lomax Trading", "Harcourt Mills",
)  # fmt: skip
CITIES = ("LONDON", "CHICAGO", "GENEVA", "TORONTO", "SYDNEY", "BOSTON", "OSLO", "VIENNA")
TITLES_OF_PEOPLE = ("{v}", "Mr {last}", "Dr {v}", "{last}")
