"""Where the verb stands in a run of words, told by the question word and auxiliary before it.

"did | China suspend ties" waits for a base form, "were | talks held" for a participle, "who |
visited Beijing" for a finite verb. What is left of the run are noun phrases.
"""

from collections.abc import Sequence

from qa.question.follow_up import words
from qa.question.follow_up.tokens import (
    CLITIC_S,
    Token,
    base_form,
    is_adverb,
    is_participle,
    is_past,
    is_plural,
)

NO_SUBJECT = words.QUESTION_WORDS | words.CONJUNCTIONS | words.ADVERBS
"""Words after which "is" still waits for its subject."""

QUOTES = ('"', "\u201c", "\u201d", "'", "\u2019", "-")
"""Marks that do not end a clause."""


def expected_verb(parts: Sequence[Token], at: int, expected: str) -> str:
    """Return what verb the words up to and with ``at`` make us wait for.

    "base" after do and modals, "participle" after be and have, "finite" after a question word that
    can be the subject, "after subject" after one that cannot, "infinitive" after to; "" when none
    is missing.
    """
    lower = parts[at].lower
    if lower in words.DO:
        return "base"
    if lower in words.BE or lower in words.HAVE or lower in CLITIC_S:
        naming = at > 0 and parts[at - 1].lower in ("what", "who") and lower not in words.HAVE
        return "" if naming else "participle"
    if lower in ("who", "what", "which", "that"):
        return "finite"
    if lower in ("when", "where", "why", "how", "while", "because", "if"):
        return "after subject"
    if lower == "about" and expected in ("finite", "after subject"):
        return ""
    if lower == "to":
        return expected or "infinitive"
    return expected if parts[at].is_word or lower in QUOTES else ""


def without_verbs(
    parts: Sequence[Token], start: int, end: int, expected: str
) -> tuple[list[tuple[int, int, bool]], str]:
    """Take the verb out of a run of words.

    Returns (first, last, stands before its verb) of each noun phrase left, and what verb is still
    missing.
    """
    verb = verb_of(parts, start, end, expected)
    if verb is None:
        return [(start, end, expected not in ("", "infinitive"))], expected
    after = verb + 1
    if after + 1 < end and parts[after].text.endswith("ing") and base_form(parts[after].text):
        after += 1  # "begin learning Norwegian"
    pieces = [(start, verb, True), (after, end, False)]
    return [piece for piece in pieces if piece[0] < piece[1]], ""


def verb_of(parts: Sequence[Token], start: int, end: int, expected: str) -> int | None:
    """Return the place of the verb in a run, None when all of it is a noun phrase."""
    before = parts[start - 1].lower if start else ""
    if begins_with_verb(parts, start, expected, before):
        return start
    if start == 0 or leaves_room(expected, before):
        return None
    if expected == "finite":
        return finite_verb(parts, start, end, before)
    if expected in ("base", "after subject"):
        return verb_after_subject(parts, start, end, expected)
    if expected == "participle":
        return predicate(parts, start, end, before)
    return loose_participle(parts, start, end, before)


def leaves_room(expected: str, before: str) -> bool:
    """Tell whether a run after this word starts with its verb or has none."""
    return before == "to" or (before in words.PRONOUNS and expected in ("", "finite"))


def begins_with_verb(parts: Sequence[Token], start: int, expected: str, before: str) -> bool:
    """Tell whether the first word of a run is a verb, or the adjective of "how serious"."""
    first = parts[start]
    base = base_form(first.text)
    if start == 0:
        return first.lower in words.REQUESTS or base is not None
    if before == "how":
        return True
    if before in words.DO and start > 1 and base == first.text:
        # "exercises that could help", but not "how could help arrive"
        return parts[start - 2].lower not in ("how", "why", "when", "where")
    return leaves_room(expected, before) and first.text.islower() and base is not None


def finite_verb(parts: Sequence[Token], start: int, end: int, before: str) -> int | None:
    """Return the verb after "who", "what causes" or "which talks"."""
    first = parts[start].text
    following = parts[end].lower if end < len(parts) else ""
    inflected = first.endswith(("ed", "es", "s")) and following not in words.AUXILIARIES
    known = base_form(first) is not None
    if before == "who" or (known and (before == "that" or (before == "what" and inflected))):
        return start
    for at in range(start + 1, end):
        text = parts[at].text
        regular = text.endswith("ed") and len(text) > len("need")
        follows = parts[at + 1].lower if at + 1 < len(parts) else "is"
        if text.islower() and (regular or base_form(text)) and follows not in words.AUXILIARIES:
            return at
    return None


def verb_after_subject(parts: Sequence[Token], start: int, end: int, expected: str) -> int | None:
    """Return the verb after "did China": the first word that is likely one."""
    before = parts[start - 1]
    bare = words.PRONOUNS | words.ADVERBS | words.QUESTION_WORDS
    if expected == "base" and (before.lower in bare or is_adverb(before)):
        return start
    likely = [
        at
        for at in range(start + 1, end)
        if parts[at].text.islower()
        and (base := base_form(parts[at].text)) is not None
        and (base == parts[at].lower or expected == "after subject")
    ]
    if likely:
        # "a savings plan work": of two neighbours at the end, the first is a noun.
        last_two = likely[-2:] == [end - 2, end - 1] and parts[end - 2].lower != "help"
        return end - 1 if last_two else likely[0]
    return unknown_verb(parts, start, end) if expected == "base" else None


def unknown_verb(parts: Sequence[Token], start: int, end: int) -> int | None:
    """Return the first lower-case word after a name or plural, for verbs that we do not know."""
    for at in range(start + 1, end):
        follows = is_plural(parts[at - 1].text) or parts[at - 1].capital
        if follows and parts[at].text.islower() and not is_plural(parts[at].text):
            return at
    return end - 1 if end - start > 1 and base_form(parts[end - 1].text) else None


def predicate(parts: Sequence[Token], start: int, end: int, before: str) -> int | None:
    """Return what "is X" or "has X" says of X: a participle, or an adjective at the end."""
    said = before in words.BE and start > 1 and parts[start - 2].lower not in NO_SUBJECT
    if said or before in words.PRONOUNS | words.ADVERBS | words.QUANTIFIERS:
        if is_participle(parts[start]):
            return start
        if before not in words.DETERMINERS:
            return None
    for at in range(start + 1, end):
        # "binge drinking" ends a noun phrase more often than "is the war ending" occurs.
        if is_participle(parts[at]) and (is_past(parts[at]) or at < end - 1):
            return at
    last = parts[end - 1].lower
    adjective = last in words.ADJECTIVES or last.endswith(words.PREDICATIVE)
    return end - 1 if end - 1 > start and adjective else None


def loose_participle(parts: Sequence[Token], start: int, end: int, before: str) -> int | None:
    """Return a participle where no verb is missing: "pygmies | used for", "by | treating it"."""
    first, last = parts[start], parts[end - 1]
    determined = before in words.DETERMINERS | words.POSSESSIVES
    if end - start == 1:
        return start if not determined and is_alone(parts, start, before) else None
    if last.lower in words.ADJECTIVES and parts[end - 2].capital:
        return end - 1
    for at in range(start + 1, end):
        named = parts[at - 1].capital and is_participle(parts[at])
        if named or (at == end - 1 and is_past(parts[at]) and not determined):
            return at
    gerund = first.text.endswith("ing") and base_form(first.text) is not None
    return start if gerund and not determined else None


def is_alone(parts: Sequence[Token], at: int, before: str) -> bool:
    """Tell whether a single word is a verb: "and | catch their prey", "were | used"."""
    token = parts[at]
    follows = parts[at + 1].lower if at + 1 < len(parts) else ""
    if before in ("and", "or") and follows in words.DETERMINERS | words.POSSESSIVES:
        return token.text.islower() and base_form(token.text) is not None
    return is_participle(token) and (is_past(token) or before in words.ADVERBS)
