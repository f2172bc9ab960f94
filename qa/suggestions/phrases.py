"""Where the subject, the verb and the object of a clause end, in the words of a sentence."""

from collections.abc import Sequence, Set

from qa.suggestions import words
from qa.suggestions.tokens import CLITIC_S, Token, base_form, is_adverb, is_past

# What news verbs do with an object, as far as the list of the conversation lacks it.
MORE_VERBS = frozenset(
    "abandon acknowledge acquire adopt aim appoint arm authorize award back blame block boost "
    "boycott capture complete defer delay detain dismiss downgrade ease elect emphasize expel "
    "extend file fire freeze grant impose intend invade issue lift lower merge name pass postpone "
    "raise reaffirm recall redeem request restate scrap secure seize sink strengthen stress sue "
    "topple upgrade widen".split()
)
MORE_PAST = {"froze": "freeze", "sank": "sink", "overthrew": "overthrow", "cut": "cut"}
# Where a clause goes on after its object.
STOP = frozenset(
    "that which who whose whom where when while as after before because since until till if "
    "although though but amid despite during following due owing over by or than so via in at "
    "citing including such about around within without per under despite".split()
)
LINKS = frozenset("of with for from against between into toward towards on to".split())
NEVER_CUT = frozenset(("of", "between"))
NAME_LINKS = frozenset("of and & the for".split())
INTENDS = frozenset(("plan", "hope", "want", "expect", "intend", "seek", "aim"))
LONGEST_OBJECT = 60
# "Norway's state oil company"
MOST_NOUNS = 4
# "The talks" were spoken of before, "the policy coordination talks" say what they are.
LEAST_WORDS_OF_A_THING = 2


def subject_end(parts: Sequence[Token], at: int, names: Set[str]) -> int | None:
    """Return the token after the name that begins here, with its noun: "Pentagon officials"."""
    end = at + (parts[at].lower == "the")
    first = end
    if parts[at].text == "The" and (thing := _thing_end(parts, end)):
        return thing
    while end < len(parts) and parts[end].is_word:
        part = parts[end]
        sure = end > at or part.text in names or _leads_to_name(parts, end)
        named = part.capital and part.is_open and sure
        link = end > first and part.lower in NAME_LINKS and _leads_to_name(parts, end)
        if not named and not link:
            break
        end += 1
    if end == first:
        return None
    owner = end < len(parts) and parts[end].text in CLITIC_S
    nouns = end + owner
    while (
        nouns < len(parts)
        and nouns < end + MOST_NOUNS
        and parts[nouns].text.isalpha()
        and parts[nouns].text.islower()
        and parts[nouns].is_open
        and not _is_past(parts[nouns])
        and not (_base(parts[nouns].text) in INTENDS and is_infinitive(parts, nouns + 1))
    ):
        nouns += 1
    return None if owner and nouns == end + 1 else nouns


def _thing_end(parts: Sequence[Token], at: int) -> int | None:
    """Return the token after a thing that was done something to: "The policy talks were ..."."""
    end = at
    while end < len(parts) and parts[end].is_open and parts[end].text.islower():
        end += 1
    close = after_apposition(parts, end)
    passive = close < len(parts) and parts[close].lower in ("was", "were")
    return end if end - at >= LEAST_WORDS_OF_A_THING and passive else None


def _leads_to_name(parts: Sequence[Token], at: int) -> bool:
    """Tell whether a link is followed by a name: "and Song", "of the United States"."""
    following = [part for part in parts[at + 1 : at + 3] if part.lower != "the"]
    return bool(following) and following[0].capital


def after_apposition(parts: Sequence[Token], at: int) -> int:
    """Return the token after ", ..., " that says more of the subject."""
    if at >= len(parts) or parts[at].text != ",":
        return at
    close = next((n for n in range(at + 2, min(at + 16, len(parts))) if parts[n].text == ","), at)
    return close + 1 if close > at else at


def after_report(parts: Sequence[Token], at: int) -> int:
    """Return the token after "said it", when what was said is of whoever said it."""
    said = [part.lower for part in parts[at : at + 3]]
    if said[:1] != ["said"]:
        return at
    pronoun = 1 + (said[1:2] == ["that"])
    return at + pronoun + 1 if said[pronoun : pronoun + 1] in (["it"], ["he"], ["she"]) else at


def verb_at(parts: Sequence[Token], at: int) -> tuple[str, str, str, int] | None:
    """Return helper, verb, base form and the token after it."""
    if at >= len(parts):
        return None
    word = parts[at]
    if word.lower in ("has", "had", "have") and at + 1 < len(parts) and _is_past(parts[at + 1]):
        at, word = at + 1, parts[at + 1]
    if word.lower in ("was", "were", "will") and at + 1 < len(parts):
        verb = parts[at + 1]
        base = _base(verb.text)
        fits = is_base(verb) if word.lower == "will" else is_past(verb) and base != verb.text
        return (word.lower, verb.text, base, at + 2) if base and fits else None
    base = _base(word.text)
    if base in INTENDS and not _is_past(word):
        return ("do" if base == word.text else "does", word.text, base, at + 1)
    if base is None or not _is_past(word):
        return None
    return ("", word.text, base, at + 1)


def _is_past(part: Token) -> bool:
    """Tell whether a word is a verb's past form or participle."""
    return is_past(part) or part.text in MORE_PAST


def _base(word: str) -> str | None:
    """Return the base form of a known verb, else None."""
    for ending, instead in (("ed", ""), ("ed", "e"), ("ied", "y"), ("", "")):
        if word.endswith(ending) and word[: len(word) - len(ending)] + instead in MORE_VERBS:
            return word[: len(word) - len(ending)] + instead
    return MORE_PAST.get(word) or base_form(word)


def is_base(part: Token) -> bool:
    """Tell whether a word is a verb's base form."""
    return part.text.islower() and _base(part.text) == part.text


def is_infinitive(parts: Sequence[Token], at: int) -> bool:
    """Tell whether "to" and a verb stand here: "to expand", also one that we do not know."""
    following = parts[at + 1 : at + 3]
    if not following or parts[at].lower != "to":
        return False
    verb, then = following[0], following[1].lower if len(following) > 1 else ""
    takes = verb.text.islower() and verb.is_open and then in words.DETERMINERS | words.POSSESSIVES
    return is_base(verb) or takes


def object_end(plain: str, parts: Sequence[Token], start: int) -> int | None:
    """Return the token after the object; ``start`` itself without one, None if it is cut off."""
    end, cuts = start, []
    while end < len(parts):
        part = parts[end]
        following = parts[end + 1] if end + 1 < len(parts) else None
        if not part.is_word and part.text not in CLITIC_S:
            break
        inner = part.lower == "in" and following is not None and not _is_place(following)
        if (part.lower in STOP and not inner) or (end > start and _is_modifier(parts, end)):
            break
        if part.lower == "and" and not _joins(parts, start, end):
            break
        if part.lower in LINKS or inner:
            if following is None or is_infinitive(parts, end):
                break
            if part.lower not in NEVER_CUT:
                cuts.append(end)
        end += 1
    short = (
        cut
        for cut in (end, *reversed(cuts))
        if cut == start or parts[cut - 1].end - parts[start].start <= LONGEST_OBJECT
    )
    end = next(short, end)
    last = parts[end - 1]
    whole = end == start or last.text in CLITIC_S or (last.is_open and not is_adverb(last))
    return end if whole else None


def _is_place(part: Token) -> bool:
    """Tell whether a name after "in" is where it was: not so "growth in GNP"."""
    return part.capital and (not part.text.isupper() or "." in part.text)


def _is_modifier(parts: Sequence[Token], at: int) -> bool:
    """Tell whether a participle here begins something new: "contacts suspended in 2010"."""
    part, before = parts[at], parts[at - 1]
    if before.lower in words.DETERMINERS | words.POSSESSIVES | LINKS or before.text == "and":
        return False
    shape = part.text.islower() and part.text.endswith(("ed", "ing")) and _base(part.text)
    return bool(shape) and before.text.islower()


def _joins(parts: Sequence[Token], start: int, at: int) -> bool:
    """Tell whether "and" joins two names, or what "between" waits for."""
    if any(part.lower in ("between", "both") for part in parts[start:at]):
        return True
    following = parts[at + 1 : at + 4]
    owns = any(part.text in CLITIC_S for part in following)  # "Ukraine and North Korea's actions"
    return parts[at - 1].capital and bool(following) and following[0].capital and not owns
