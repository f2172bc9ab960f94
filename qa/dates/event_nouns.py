"""Does a phrase name something that happens ("the vote", "the ice sheet melted"), by its words?

What stands behind "before" and "after" is as often a body, a person or a crowd: "before the
Senate", "named after his mother". English marks what happens by its noun or by a verb.
"""

import re

from qa.text.numbers import CARDINALS

_NOUNS = frozenset(
    """
    accession accident advance ambush anniversary appeal appearance armistice arrest arrival assault
    atrocity attack attempt auction ban bankruptcy battle birth blackout blast blaze blizzard
    blockade blow breach breakdown breakfast breakthrough breakup broadcast burial bust buyout
    buyback campaign capture carnival cataclysm catastrophe ceasefire celebration ceremony
    championship championships change changeover clash cleanup closure collapse comeback concert
    conference conflict conquest contest convention coronation coup crackdown crash crisis crusade
    cull cup cyberattack cyclone deal death debate debut decree default defeat delay deluge demise
    departure dinner disaster discovery dispute divorce drought duel earthquake eclipse embargo
    encounter epidemic event exam exodus expiry exposure failure fair fall famine feast festival
    feud fight final finale finals fire fiasco flood fray freeze fundraiser funeral gala game games
    genocide gunfight hack handover heatwave heist hijack holocaust hurricane impact
    incident independence inquest insurgency interview intifada jubilee kickoff lockdown landslide
    launch lawsuit layoff leak lunch march marathon marriage massacre match meltdown merger murder
    mutiny offensive olympics onslaught operation outage outbreak outburst outcry overhaul overthrow
    pandemic parade pardon plague plebiscite poll polls premiere primary primaries probe protest
    purchase purge putsch quake race raid rally rampage rebellion recall recess recession reelection
    referendum reform regatta release removal renaissance renewal repeal reprieve rescue
    retreat return reunion revival revolt revolution riot rise robbery round row rout ruling rupture
    rush sale scandal scuffle seizure shipwreck shock shootout show showdown shutdown siege
    slaughter slowdown slump speech spill split spree stampede standoff start statement
    storm strike stroke suicide summit surgery surge surrender sweep swoop takeoff takeover talks
    tenure test testimony theft thaw tornado tour tournament tragedy transfer transplant
    treaty trial trip triumph troubles truce tsunami turmoil typhoon upheaval uprising upset verdict
    victory vigil visit vote voyage walkout war wave wedding win windfall withdrawal wreck
    """.split()
)
# Endings that make a noun of a verb, and the nouns with these endings that do not happen.
_ENDINGS = re.compile(r"\w{2,}(?:[ts]ion|ment|ing)")
_THINGS = frozenset(
    """
    addition administration apartment association attention basement being beijing boeing building
    cement ceiling civilization coalition commission condition constitution corporation delegation
    department dimension division document edition education element faction federation fiction
    foundation fraction garment generation government information institution intention king
    legislation location mansion monument morning nation nothing nutrition opposition option
    organisation organization parliament passion pension permission plantation population portion
    position profession question regiment reputation ring section settlement something spring
    station sterling string television thing tradition version vision evening wing anything
    everything clothing housing clearing dining dwelling earring darling duckling sibling viking
    """.split()
)
# A name of these kinds goes before its own: Hurricane Katrina, Operation Overlord, World War II.
_NAMED = re.compile(
    r"\b(?:(?:Hurricane|Typhoon|Cyclone|Storm|Operation|Apollo|Super Bowl) [A-Z\d]\w*"
    r"|War (?:[IVX]+|One|Two)|D-Day|V[EJ] Day)\b"
)
_IRREGULAR = frozenset(
    """
    arose became began bled blew bound broke brought built burnt bought came caught chose clung
    crept cut dealt drew drove fell fled flew flung fought found forbade forgave froze gave got grew
    hid hit hung held hurt kept knew laid lay led left lent let lost made met overcame overthrew
    paid put quit ran rang rose said sank sang sat saw sought sold sent set shook shone shot
    shrank shut slept slid slew sought spent spoke sprang stood stole struck stuck swam swept swore
    swung taught thought threw told took tore understood undid went withdrew woke won wrote
    """.split()
)
_AUXILIARY = frozenset("was were is are had has have did does will would could can be been".split())
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_PREPOSITION = frozenset(
    "of to in on at with between against for from by over into about near among that which".split()
)
_BEFORE_ADJECTIVE = frozenset(CARDINALS) | frozenset(
    """
    a an the this that these those his her its their our my your some any no every each all both
    many few several most more
    """.split()
)


def names_event(phrase: str) -> bool:
    """Tell whether a phrase names an event: by its noun, by its own name, or as a clause.

    >>> [names_event(words) for words in ("Pelosi's visit to Taiwan", "the ice sheet melted")]
    [True, True]
    >>> [names_event(words) for words in ("the Senate", "his mother", "all")]
    [False, False, False]
    """
    words = _WORD.findall(phrase)
    if not words:
        return False
    if _NAMED.search(phrase) or _is_clause(words):
        return True
    if words[0].islower() and words[0].endswith("ing") and len(words) > 1:
        return words[0] not in _THINGS
    return _happens(_head(words))


def _head(words: list[str]) -> str:
    """Return the noun that a noun phrase is about, the last one before a preposition."""
    for place, word in enumerate(words):
        if word in _PREPOSITION and place:
            return words[place - 1]
    return words[-1]


def _happens(noun: str) -> bool:
    word = noun.lower()
    singular = word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")
    if "-" in word and _happens(word.rpartition("-")[2]):
        return True
    return any(
        form in _NOUNS or (_ENDINGS.fullmatch(form) is not None and form not in _THINGS)
        for form in ({word} if singular in _THINGS else {word, singular, word.removesuffix("es")})
    )


def _is_clause(words: list[str]) -> bool:
    """Tell whether a subject with its verb is there: "Lehman collapsed", "the talks were held"."""
    for before, word in zip(words, words[1:], strict=False):
        if word in _AUXILIARY or word in _IRREGULAR:
            return True
        adjective = before.lower() in _BEFORE_ADJECTIVE or before.endswith("ly") or before.isdigit()
        if word.islower() and word.endswith("ed") and len(word) > 4 and not adjective:
            return True
    return False
