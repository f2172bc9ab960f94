"""Whether a sentence speaks of what is to come or of what has been, around a bare "Friday".

News says "said on Friday" of the Friday before and "will meet on Friday" of the one after; only
the words near by tell them apart.
"""

import re

# Characters looked at on either side: about a clause.
_BEFORE, _AFTER = 90, 40
# Behind a time that its sentence begins with the verb may be far: "On Tuesday, the ... will".
_AFTER_OPENING = 120
_OPENING = len("early on ")
# "due to snow" gives a cause, "due to meet" a time to come.
_DUE = (
    r"due(?! (?:\w+ ){0,2}?to\b)|due to (?:appear|arrive|be|begin|close|come|complete|decide"
    r"|deliver|discuss|end|expire|face|finish|fly|give|go|hold|issue|join|launch|leave|make|mature|meet|open"
    r"|pay|play|publish|receive|release|report|resume|retire|return|rule|sign|speak|start|step|take"
    r"|testify|travel|vote)"
)
# "He could not be reached on Friday": that was tried.
_MODAL = (
    r"(?:could|might) (?!not\b|have\b|only\b|see\b|hear\b|feel\b"
    r"|be (?:reached|located|found|heard|seen|contacted|felt)\b)"
)
_SIGNS = re.compile(
    # What had been due, or went as planned, is over.
    r"(?P<past_plan>\bhad (?:once )?been (?:due|scheduled|expected|planned|set|slated)\b"
    r"(?: to \w+)?|\bas (?:\w+ )?(?:planned|scheduled|expected)\b)"
    # What was resolved on a day is past on it, and what it was resolved to do is to come.
    r"|(?P<resolved>(?<!is )(?<!are )(?<!be )\b(?:agreed|vowed|promised|planned|intended|hoped)"
    r" to\b)"
    rf"|(?P<future>\b(?:will|would|shall|won't|{_MODAL}|to be|is to|are to"
    rf"|going to|(?<!than )expect(?:s|ed)?|scheduled|{_DUE}|chances? of|persuade"
    r"|planned|plan(?:s|ning)? (?:an?|to|for)|ahead of|set for|set to|slated|upcoming"
    r"|beginning|deadline|expires?|matur(?:es?|ing)|payable|intend(?:s|ed)?|hope(?:s|d)? to"
    r"|(?:likely|poised|about|ready|agree[ds]?|vow(?:s|ed)?|promise[ds]?|prepar(?:es?|ing)) to"
    r"|extend(?:s|ed)? (?:\S+ ){0,5}?(?:to|until|through|by)|as (?:early|soon) as"
    r"|no later than)\b|['’]ll\b)"
    r"|(?P<past>(?<!be )\b(?:said|says|told|was|were|had|rose|fell|met|began|came|went|took|made"
    r"|held|left|got|won|lost|since|ago|became|broke|brought|bought|built|caught|chose|did|drew|fled|flew"
    r"|found|gave|grew|kept|killed|knew|led|paid|ran|sank|saw|sent|shot|slid|sold|spoke|stood|struck"
    r"|swept|threw|wrote|quit|set (?:an?|by|in|off|on|the|up))\b|(?<!be )\b\w{2,12}[^aeiou\W]?ed\b)"
)
# A day that something lasts until, or is done by, lies ahead where no verb tells.
_AHEAD = re.compile(r"\b(?:until|till|by|through|as (?:early|soon) as|no (?:later|earlier) than) $")
# What has lasted since a day, that day is behind whatever the verb says.
_BEHIND = re.compile(r"\bsince (?:the )?(?:end of )?$")
# In the present tense news tells of what is on the calendar: "The trial opens on Monday".
_SCHEDULED = re.compile(
    r"\b(?:ends|begins|starts|opens|closes|meets?|votes|leaves|departs|arrives|returns|resumes"
    r"|reopens|kicks off|takes (?:place|effect|over)|goes|go to the polls|polls open|flies|travels"
    r"|visits|hosts|holds|faces|launches|heads|deadline|runs out)\b"
)
# What is called by its day has been, unless it is waited for: "ways to get around Monday's ruling".
_DONE = re.compile(
    r"['’]s (?:[\w-]+ ){0,2}?(?:accident|announcement|arrest|attack|blast|bombing|crash|decision"
    r"|decline|defeat|drop|explosion|gain|killing|loss|murder|plunge|raid|remark|ruling|shooting"
    r"|statement|victory)(?:e?s)?\b"
)
_AWAITED = re.compile(r"\b(?:ahead of|before|until|for|await(?:s|ed|ing)?) $")
_STOP = re.compile(r"[.!?][\"'’”)]*\s+(?=[a-z\"'“‘(])|\n\s*\n")
# "will meet Gen. Powell on Friday" goes on behind its stop.
_ABBREVIATED = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|gen|sen|rep|gov|lt|col|capt|sgt|rev|prof|st|inc|corp|co|ltd|jr|sr|no|vs"
    r"|jan|feb|mar|apr|aug|sept?|oct|nov|dec)|\b[a-z])\.$"
)


def direction(lower: str, start: int, end: int) -> int:
    """Return 1 when the words around ``lower[start:end]`` point ahead, -1 back, 0 neither way."""
    first = max(0, start - _BEFORE)
    for stop in _STOP.finditer(lower, first, start + 1):
        if not _ABBREVIATED.search(lower, first, stop.start() + 1):
            first = stop.end()
    if _BEHIND.search(lower, max(0, start - len("since the end of ")), start):
        return -1
    if _DONE.match(lower, end) and not _AWAITED.search(lower, max(0, start - 12), start):
        return -1
    sign = 0
    for found in _SIGNS.finditer(lower, first, start):
        sign = 1 if found.lastgroup in ("future", "resolved") else -1
    if not sign and _SCHEDULED.search(lower, first, start):
        sign = 1
    if sign:
        return sign
    opening = start - first <= _OPENING and lower[end : end + 1] == ","
    last = min(len(lower), end + (_AFTER_OPENING if opening else _AFTER))
    stop_after = _STOP.search(lower, end, last)
    found_after = _SIGNS.search(lower, end, stop_after.start() if stop_after else last)
    if found_after is None:
        return 1 if _AHEAD.search(lower, max(0, start - len(" no earlier than ")), start) else 0
    return 1 if found_after.lastgroup == "future" else -1
