"""The names and noun phrases of a question, found without a parser.

A run of words of no closed class is a noun phrase, once the verbs are taken out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.question.follow_up import words
from qa.question.follow_up.tokens import CLITIC_S, YEAR, Token, is_plural, singular, tokens
from qa.question.follow_up.verbs import expected_verb, without_verbs

MAX_WORDS = 8
"""A longer run is no noun phrase but a list or a text without function words."""

DEFINITE = ("the", "this", "that", "these", "those")
ASKED = ("which", "what")
PEOPLES = ("ans", "ists", "crats")
"""Endings of plural names; other names in -s are those of one person, place or firm."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase of a question, ``question[start:end]`` with its determiners.

    ``text`` is the phrase as it can be used elsewhere ("the talks" for "which talks"), ``head`` its
    last noun in the singular ("" when it is two phrases in one), ``preposition`` the one before it
    or "", ``words`` its words without determiners, singular and lower-case. ``subject`` tells
    whether it stands before the verb, ``asked`` whether it is what is asked for.
    """

    start: int
    end: int
    text: str
    head: str
    plural: bool
    name: bool
    definite: bool
    preposition: str
    words: tuple[str, ...]
    subject: bool
    asked: bool

    @property
    def indefinite(self) -> bool:
        """Whether it stands with "a" or "an"."""
        return self.text.lower().startswith(("a ", "an "))

    @property
    def singular(self) -> bool:
        """Whether it can be one: a name in -s can, "Gates" and "Reuters"."""
        alone = self.name and not self.text.lower().startswith("the ")
        return not self.plural or (alone and not self.text.endswith(PEOPLES) and bool(self.head))

    @property
    def picks(self) -> bool:
        """Whether it picks out of what was spoken of: "the best tofu", "which breeds"."""
        evaluated = any(word in words.EVALUATIVE for word in self.text.split()[:-1])
        return self.asked or evaluated

    @property
    def whole(self) -> bool:
        """Whether it can be spoken of by itself: "the Hamlin variety", but no "variety"."""
        named = any(word[0].isupper() for word in self.text.split()[self.definite :])
        return named or not self.dependent

    @property
    def dependent(self) -> bool:
        """Whether it is of something else, as "the main symptoms" are, or no noun at all."""
        if self.head in words.DEPENDENT or self.head in words.ADJECTIVES:
            return self.text.split()[-1].islower()
        if len(self.words) == 1 and self.head.endswith(words.ADJECTIVE_ENDINGS):
            return self.text.islower()
        if any(word[0].isupper() for word in self.text.split()[self.definite :]):
            return False
        return self.head in words.LOOSELY_DEPENDENT and all(
            word in words.ADJECTIVES for word in self.words[:-1]
        )


def mentions(question: str, *, told: bool = False) -> list[Mention]:
    """Return the noun phrases of ``question`` in order; times are none.

    ``told`` says that it is no question but a sentence, whose subject comes first.

    >>> [mention.text for mention in mentions("Why did China suspend ties in 2010?")]
    ['China', 'ties']
    """
    parts = tokens(question)
    found: list[Mention] = []
    expected, start = "after subject" if told else "", 0
    while start < len(parts):
        if not parts[start].is_open:
            expected = expected_verb(parts, start, expected)
            start += 1
            continue
        end = start
        while end < len(parts) and (parts[end].is_open or joins(parts, end)):
            end += 1
        pieces, expected = without_verbs(parts, start, end, expected)
        for first, last, subject in pieces:
            found.extend(owners_and_owned(question, parts, first, last, subject))
        start = end
    return joined(question, found)


def joins(parts: Sequence[Token], at: int) -> bool:
    """Tell whether the token is the "'s" of "China's ties"."""
    return (
        parts[at].lower in CLITIC_S
        and at > 0
        and parts[at - 1].is_open
        and at + 1 < len(parts)
        and parts[at + 1].is_open
    )


def owners_and_owned(
    question: str, parts: Sequence[Token], first: int, last: int, subject: bool
) -> list[Mention]:
    """Return "China" and "China's ties" for a phrase with an owner, else the one phrase."""
    cuts = [at for at in range(first, last) if parts[at].lower in CLITIC_S]
    if first and parts[first - 1].lower in ("a", "an"):
        cuts = []  # "a physician's assistant" has no owner
    found: list[Mention] = []
    for start, end in zip([first, *(cut + 1 for cut in cuts)], [*cuts, last], strict=True):
        mention = mention_of(question, parts, start, end, subject)
        if mention is None:
            continue
        if found and mention.head not in words.DEPENDENT:
            owner = found[-1]
            mention = replace(
                owner,
                end=mention.end,
                text=owner.text + question[owner.end : mention.end],
                head=mention.head,
                plural=mention.plural,
                name=mention.name,
                definite=True,
                words=owner.words + mention.words,
            )
        found.append(mention)
    return found


def mention_of(
    question: str, parts: Sequence[Token], first: int, last: int, subject: bool
) -> Mention | None:
    """Return the mention of the tokens ``[first, last)`` with the determiners before them."""
    run = [token for token in parts[first:last] if token.lower not in CLITIC_S]
    if not 0 < len(run) <= MAX_WORDS or all(YEAR.match(token.text) for token in run):
        return None
    start = first
    while start and parts[start - 1].lower in words.DETERMINERS | words.POSSESSIVES:
        if parts[start - 1].lower in DEFINITE[1:] and start < first:
            break  # "true that the deal"
        start -= 1
    determiners = [token.lower for token in parts[start:first]]
    determiner = determiners[0] if determiners else ""
    text = question[parts[first].start : parts[last - 1].end]
    if determiner in DEFINITE + ASKED:
        degree = [word for word in determiners[1:] if word in ("most", "least", "many", "few")]
        text = " ".join(["the", *degree, text])
    elif determiner in ("a", "an"):
        text = question[parts[start].start : parts[last - 1].end]
    elif first == 0 and not run[-1].capital:
        text = text[0].lower() + text[1:]
    preposition = parts[start - 1].lower if start else ""
    return Mention(
        start=parts[start].start,
        end=parts[last - 1].end,
        text=text,
        head=singular(run[-1].text),
        plural=is_plural(run[-1].text),
        name=run[-1].capital,
        definite=determiner in DEFINITE,
        preposition=preposition if preposition in words.PREPOSITIONS else "",
        words=tuple(singular(token.text) for token in run),
        subject=subject,
        asked=preposition == "how" or determiner in ASKED,
    )


def joined(question: str, found: Sequence[Mention]) -> list[Mention]:
    """Join phrases that are one: "Museum of Art", "learning a language", "Lewis and Clark trail".

    "The symptoms of anemia" stay two: the symptoms are of the anemia, which can be meant alone.
    """
    result: list[Mention] = []
    for mention in found:
        if result:
            previous = result.pop()
            result.extend(one_or_two(question, previous, mention))
        else:
            result.append(mention)
    return result


def one_or_two(question: str, previous: Mention, mention: Mention) -> list[Mention]:
    """Return two neighbours as one mention, or as the two that they are."""
    between = question[previous.end : mention.start]
    both = replace(
        previous,
        end=mention.end,
        text=previous.text + question[previous.end : mention.end],
        words=previous.words + mention.words,
    )
    if between.strip().lower() == "of" and not previous.dependent:
        if previous.head in words.COLLECTIVES and mention.plural:
            return [replace(both, head=mention.head, plural=True)]
        return [both]
    if not between.strip() and len(previous.words) == 1 and previous.head.endswith("ing"):
        if mention.head in words.ADJECTIVES:
            end = question.rindex(" ", mention.start, mention.end)
            both = replace(both, end=end, text=question[previous.start : end])
        return [both]
    if between == " and " and previous.definite and previous.name and shares_noun(mention):
        return [replace(both, head=mention.head, plural=mention.plural, name=mention.name)]
    if is_joined(between) and not mention.preposition:
        return [previous, replace(mention, preposition=previous.preposition)]
    return [previous, mention]


def is_joined(between: str) -> bool:
    """Tell whether two mentions stand side by side: "vitamins and iron"."""
    return between.strip().lower() in ("and", "or", ",", "and/or")


def shares_noun(mention: Mention) -> bool:
    """Tell whether a name ends in a noun that the name before "and" shares with it.

    Such as "the Lewis and Clark expedition", "the National Air and Space Museum".
    """
    last = mention.text.split()[-1]
    return mention.text[0].isupper() and (last.islower() or mention.head in words.ORGANISATIONS)
