"""Words of a sentence with their places, and the little that is known of each by its form."""

import re
from dataclasses import dataclass

from qa.suggestions import words

TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}"  # U.S.
    r"|[^\W\d_]+n['\u2019]t\b"  # didn't
    r"|[^\W_]+['\u2019](?!(?:s|re|ve|ll|d|m)\b)[^\W_]+"  # O'Brien
    r"|['\u2019](?:s|re|ve|ll|d|m)\b"  # the clitics are words of their own
    r"|[^\W_]+(?:[-.&/][^\W_]+)*"
    r"|[^\w\s]"
)
CLITIC_S = ("'s", "\u2019s")

CLOSED = (
    words.DETERMINERS
    | words.POSSESSIVES
    | words.PRONOUNS
    | words.PREPOSITIONS
    | words.CONJUNCTIONS
    | words.AUXILIARIES
    | words.QUESTION_WORDS
    | words.POLITE
    | words.ADVERBS
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a punctuation mark: its place in a longer text."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """The word as the word lists write it."""
        return self.text.lower()

    @property
    def capital(self) -> bool:
        """Whether it starts as a name does."""
        return self.text[0].isupper()

    @property
    def is_word(self) -> bool:
        """Whether it is more than punctuation."""
        return self.text[-1].isalnum() or self.text[0].isalnum()

    @property
    def is_open(self) -> bool:
        """Whether it can be part of a name or noun phrase: a word of no closed class."""
        if not self.text[0].isalnum():
            return False
        # "US" and "IT" are names, "us" and "it" are not; a lone "A" or "I" says nothing.
        if len(self.text) > 1 and self.text.isupper() and self.lower in ("us", "it", "who"):
            return True
        return self.lower not in CLOSED and not is_adverb(self)


def tokens(text: str) -> list[Token]:
    """Return the words and punctuation marks of ``text`` in order.

    >>> [token.text for token in tokens("Isn't it China's?")]
    ["Isn't", 'it', 'China', "'s", '?']
    """
    return [Token(found.group(), *found.span()) for found in TOKEN.finditer(text)]


def is_adverb(token: Token) -> bool:
    """Tell whether a lower-case word in -ly is an adverb."""
    lower = token.text
    return (
        lower.islower()
        and lower.endswith("ly")
        and len(lower) > len("only")
        and lower not in words.NOT_ADVERBS
    )


def base_form(word: str) -> str | None:
    """Return the base form of a verb that we know, else None.

    >>> [base_form(word) for word in ("visited", "took", "carries", "planning", "talk", "China")]
    ['visit', 'take', 'carry', 'plan', 'talk', None]
    """
    lower = word.lower()
    if lower in words.VERBS:
        return lower
    if lower in words.IRREGULAR:
        return words.IRREGULAR[lower]
    endings = (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"))
    for ending, instead in (*endings, ("ing", ""), ("ing", "e"), ("ying", "ie")):
        if lower.endswith(ending):
            base = lower[: -len(ending)] + instead
            if base in words.VERBS:
                return base
            if len(base) > 2 and base[-1] == base[-2] and base[:-1] in words.VERBS:
                return base[:-1]
    return None


def is_past(token: Token) -> bool:
    """Tell whether a lower-case word is a past participle, regular or not."""
    return is_participle(token) and not token.text.endswith("ing")


def is_participle(token: Token) -> bool:
    """Tell whether a lower-case word can end "was ...": held, endangered, rising."""
    lower = token.text
    if not lower.islower():
        return False
    return (
        lower in words.IRREGULAR
        or lower in words.EVENT_PARTICIPLES
        or (lower.endswith("ed") and len(lower) > len("red") and not lower.endswith("eed"))
        or (lower.endswith("ing") and base_form(lower) is not None)
    )
