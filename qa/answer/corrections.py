"""What marks a correction, an update, and words that an article takes back."""

import re

from qa.contract.article import Span

_WRONG = r"(?:wrongly|incorrectly|erroneously|mistakenly|inaccurately|falsely)"
_SAYING = (
    r"(?:said|says|stated|reported|identified|gave|named|put|listed|described|attributed|referred"
    r"|called|spelled|written|quoted|given)"
)
_EARLIER = (
    r"(?:an?|the|our|this|its)\s+(?:earlier|previous|original|first|prior)\s+"
    r"(?:version|article|story|report|item|dispatch|headline|account)"
)

# "CORRECTION:", "Corrected -", "(Corrects price)": at the head of a whole report.
_HEAD = re.compile(
    r"^\W{0,3}(?:(?:[A-Z]{2,}[\s-]+)?(?:CORRECTION|CORRECTED|CORRECTIVE|RETRACTION|CLARIFICATION)\b"
    r"|(?:Correction|Corrected|Retraction|Clarification|Erratum)\s*[:–—-])"
    r"|^\W{0,3}\(?(?:Corrects|Correcting|To\s+correct|Corrected)\b(?=[^.]{3,})",
    re.MULTILINE,
)
_HEAD_CHARACTERS = 300
"""Beyond so many a mark belongs to its own sentences, not to the whole report."""

_SENTENCE = re.compile(
    rf"\b{_WRONG}\s+{_SAYING}\b|\b(?:was|were)\s+{_WRONG}\b|\bmis(?:stated|identified|reported"
    r"|quoted|named|spelled|spelt|attributed)\b"
    rf"|\b{_EARLIER}\b|^\W{{0,3}}(?:correction|clarification)\s*[:–—-]"
    r"|\b(?:has|have|had)\s+(?:since\s+)?(?:corrected|retracted|withdrawn)\b"
    r"|\b(?:corrected|retracted|withdrew)\s+(?:its|an?|the|that|this|his|her|their)\b"
    r"|\bshould\s+have\s+(?:said|read|been)\b|\bwas\s+in\s+error\b|\bcontrary\s+to\s+(?:an?|our|"
    r"earlier|what)\b|\bnot\b[^.;]{2,60}\bas\s+(?:\w+\s+)?(?:reported|stated|said|given)\b",
    re.IGNORECASE,
)

# Up to the words taken back; behind a "but" or "in fact" stands what holds.
_TAKEN_BACK = re.compile(
    rf"(?:\b{_WRONG}\s+{_SAYING}\b|\bmis(?:stated|identified|reported|named|attributed)\b"
    rf"|\b{_EARLIER}\b(?:[^.;]{{0,80}}?)\b{_SAYING}\b"
    rf"|\bcorrects?\b[^.;]{{0,80}}?\b(?:first|originally|previously|earlier)\s+{_SAYING}\b"
    rf"|\b(?:corrected|retracted|withdrew)\b[^.;]{{0,60}}?\b(?:report|statement|claim|figure)s?\b)"
    r"(?![^.;]*?\b(?:but|in\s+fact|actually|instead|rather|whereas|correct(?:ly)?|should|when)\b"
    r"[^.;]*$)[^;]*$",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"(?:[,;(–—-]\s*|\b(?:and|but)\s+)not\s+(?:by\s+|of\s+|in\s+|on\s+|at\s+|from\s+|as\s+|to\s+"
    r"|for\s+|the\s+|an?\s+|about\s+|\$|£|€)*$"
    r"|\b(?:rather\s+than|instead\s+of|as\s+opposed\s+to)\s+(?:by\s+|the\s+|an?\s+|\$|£|€)*$",
    re.IGNORECASE,
)
_AS_REPORTED = re.compile(
    r"^[^.;,]{0,40}?,?\s*\bas\s+(?:(?:was|had\s+been|we|it)\s+)?(?:\w+ly\s+|first\s+|earlier\s+"
    r"|previously\s+)*(?:reported|stated|said|given)\b",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"\b(?:rose|risen|rises|climbed|increased|grown|grew|gone\s+up|went\s+up|raised|revised"
    r"|lowered|updated|jumped|reached|stands?|stood)\s+(?:\w+\s+)?(?:to|at|down)\b"
    r"|\bnow\s+(?:at|stands?|put)\b|\bhave\s+now\b|\bhas\s+now\b|\bup\s+from\b|\bdown\s+from\b"
    r"|\bthan\s+(?:first|previously|initially|earlier)\s+(?:thought|reported|said)\b",
    re.IGNORECASE,
)
_BEFORE_UPDATE = re.compile(
    r"\b(?:up|down|revised|raised|lowered|increased|cut|rose|risen|climbed)\s+(?:\w+\s+)?from\s+"
    r"(?:an?\s+|the\s+)?(?:earlier\s+|previous\s+|initial\s+|first\s+)?(?:count|toll|figure|"
    r"estimate|report)?\s*(?:of\s+)?$"
    r"|\b(?:initial(?:ly)?|original(?:ly)?|previous(?:ly)?|earlier|first|at\s+first)\s+(?:\w+\s+)?"
    r"(?:reported|estimated|said|put|given|count(?:ed)?|figure|toll|reports?|estimates?)\b[^.;,]{0,50}$",
    re.IGNORECASE,
)


def corrects_all(title: str, text: str) -> bool:
    """Tell whether a whole report is a correction: its title or its head says so.

    >>> corrects_all("CORRECTED-Mine is sold", ""), corrects_all("Corrections officers strike", "")
    (True, False)
    """
    return bool(_HEAD.search(title) or _HEAD.search(text[:_HEAD_CHARACTERS]))


def marks_correction(sentence: str) -> bool:
    """Tell whether a sentence says that something was reported wrongly, or puts it right.

    >>> marks_correction("An earlier version of this article gave the wrong price.")
    True
    >>> marks_correction("He said he had been wrong about the weather.")
    False
    """
    return _SENTENCE.search(sentence) is not None


def taken_back(sentence: str, place: Span) -> bool:
    """Tell whether the words at a place of a sentence are what it says was wrong.

    >>> text = "It wrongly said that 340 people work there, but there are 290."
    >>> taken_back(text, Span(21, 24)), taken_back(text, Span(58, 61))
    (True, False)
    >>> text = "(This story corrects the price, which was first given as 74 pence.)"
    >>> taken_back(text, Span(56, 58))
    True
    >>> text = "The mine employs 290 people, not 340."
    >>> taken_back(text, Span(17, 20)), taken_back(text, Span(33, 36))
    (False, True)
    """
    before, behind = sentence[: place.start], sentence[place.end :]
    if _TAKEN_BACK.search(before) or _NOT.search(before):
        return True
    return _AS_REPORTED.match(behind) is not None and re.search(r"\bnot\b", before) is not None


def updates(sentence: str) -> bool:
    """Tell whether a sentence says that a count has changed."""
    return _UPDATED.search(sentence) is not None


def before_update(sentence: str, place: Span) -> bool:
    """Tell whether the words at a place are a count from before: "up from 11"."""
    return _BEFORE_UPDATE.search(sentence[: place.start]) is not None
