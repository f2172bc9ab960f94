"""Values that files state about their articles, brought to the forms that are stored.

A file's own field is believed or passed over, never a reason to skip an article.
"""

import re
from urllib.parse import urlsplit

from qa.dates.field_dates import date_in_figures, field_date

LONGEST_VALUE = 2000
"""Code points of a title or an address; what is longer is a text in the wrong field."""

_LANGUAGES = {
    name: code
    for code, names in {
        "en": "english anglais englisch inglés inglese engels",
        "fr": "french français francais französisch francés francese frans",
        "de": "german allemand deutsch alemán tedesco duits",
        "es": "spanish espagnol spanisch español espanol spagnolo spaans",
        "it": "italian italien italienisch italiano italiaans",
        "pt": "portuguese portugais portugiesisch português portugues portoghese",
        "nl": "dutch néerlandais niederländisch neerlandés nederlands olandese",
        "pl": "polish polonais polnisch polski",
        "ru": "russian russe russisch русский",
        "zh": "chinese chinois chinesisch 中文",
        "ja": "japanese japonais japanisch 日本語",
        "ar": "arabic arabe arabisch العربية",
    }.items()
    for name in names.split()
}


def line(value: object) -> str | None:
    """Return ``value`` as one line, white space made single; None for what is no such text."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    text = " ".join(_UNUSABLE.sub(" ", value[: 2 * LONGEST_VALUE]).split())
    return text[:LONGEST_VALUE] or None


def names(value: object) -> str | None:
    """Return one name, or a list of names (or of objects with a name), as one line."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list | tuple):
        several = [name for name in map(names, value) if name]
        return line(", ".join(dict.fromkeys(several)))
    return line(value)


def name_only(value: object) -> str | None:
    """Return names as ``names`` does; an address is none."""
    text = names(value)
    return None if address(text) else text


def date(value: object) -> str | None:
    """Return a date in any form, or seconds since 1970, as ISO 8601; None when it is none.

    One like 03/04/2011 is returned as it is written: what it means, others may tell.
    """
    text = line(value)
    return date_in_figures(text) or field_date(text) if text else None


def address(value: object) -> str | None:
    """Return an http or https address, None for anything else."""
    text = line(value)
    if text is None or " " in text:
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and parts.netloc else None


def language(value: object) -> str | None:
    """Return the code of a language that is stated by code or by name, None when it is neither."""
    text = line(value)
    if text is None:
        return None
    code = re.match(r"[A-Za-z]{2}(?![A-Za-z])", text)
    if code:
        return code[0].lower()
    first = re.match(r"\w+", text)
    return _LANGUAGES.get(first[0].lower()) if first else None


_UNUSABLE = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")
