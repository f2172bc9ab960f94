"""What is asked without naming a topic: whatever is new, and more of the same."""

import re

ABOUT = r"(?:about|of|on|regarding|concerning|behind|to)"
SUMMARY = (
    r"(?:overview|summary|summaries|outline|background|information|info|details|facts|brief|briefing"
    r"|digest|recap|account|story|gist)"
)
# "What's new?": what is asked for is whatever the collection has.
_NOW = (
    r"(?:\s+(?:today|now|recently|lately|currently|here|so\s+far|these\s+days|at\s+the\s+moment))?"
)
_HERE = (
    r"(?:(?:all\s+)?(?:of\s+)?(?:the|these|those|your|my|this)\s+)?(?:whole\s+|entire\s+)?"
    r"(?:articles|collection|stories|reports|documents|texts|files|news|everything|all|archive)"
)
_WHOLE = re.compile(
    r"(?:(?:(?:what(?:['’]?s|\s+is|\s+are)|give\s+me|show\s+me|tell\s+me|any|read\s+me|i\s+want)\s+)?"
    r"(?:the\s+|some\s+|all\s+(?:the\s+)?)?"
    r"(?:(?:latest|newest|most\s+recent|recent|last|top|main|today['’]?s|new)\s+)*"
    rf"(?:latest|newest|news|developments|updates?|reports|stories|articles|headlines){_NOW}"
    rf"|what(?:['’]?s|\s+is)\s+(?:new|up|(?:going\s+on|happening)|in\s+the\s+news){_NOW}"
    rf"|what\s+(?:has\s+)?happened{_NOW}"
    r"|(?:summari[sz]e|sum\s+up|recap|outline|describe|brief\s+me\s+on|tell\s+me\s+about)\s+"
    rf"(?:it\s+all|{_HERE})"
    rf"|(?:(?:give|show|write|make)\s+(?:me\s+|us\s+)?)?(?:an?\s+|the\s+)?(?:short\s+|brief\s+|quick\s+)?"
    rf"{SUMMARY}(?:\s+{ABOUT}\s+{_HERE})?"
    rf"|what(?:['’]?s|\s+is|\s+are|\s+do|\s+does)\s+{_HERE}\s+(?:about|say|tell|cover|contain)"
    rf"|what(?:['’]?s|\s+is|\s+stands)\s+in\s+{_HERE}"
    r"|what(?:['’]?s|\s+is)\s+(?:(?:all\s+)?this|it\s+all|this\s+all)\s+about"
    r"|what(?:['’]?s|\s+is)\s+(?:in\s+)?here|what\s+(?:do\s+you\s+have|have\s+you\s+got)(?:\s+here)?"
    r"|(?:what|which)\s+(?:topics|subjects|themes|events|stories)\s+(?:(?:are|is)\s+(?:there|covered)"
    rf"(?:\s+(?:here|in\s+{_HERE}|by\s+{_HERE}))?|(?:do|does)\s+{_HERE}\s+(?:cover|have|deal\s+with)))"
    r"(?:[\s,]+please)?",
    re.IGNORECASE,
)
_STORIES = r"(?:articles?|stor(?:y|ies)|reports?|pieces?)"
_NAMING = (
    r"(?:mention(?:s|ed|ing)?|(?:are|is|were|was)\s+about|deals?\s+with|discuss(?:es)?|covers?"
    r"|(?:talk|write|tell|report)s?\s+(?:about|of|on)|about|on)"
)
# Which articles there are on a topic: what each one says of it.
ARTICLES = re.compile(
    rf"(?:(?:in\s+)?(?:which|what)\s+(?:of\s+(?:the|these)\s+)?(?:articles|stories|reports)\s+{_NAMING}"
    r"|(?:(?:are|is)\s+there|(?:do|have)\s+(?:you|we)\s+(?:have|got)|find|show|list|give|any)\s+"
    rf"(?:me\s+)?(?:(?:any|all|some|the|an?|of)\s+)*{_STORIES}\s+(?:(?:that|which)\s+)?{_NAMING}"
    rf"|{_STORIES}\s+(?:about|on|mentioning))\s+(?P<topic>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_ARTICLE = r"(?:the|that|this)\s+(?:article|story|piece)"
_SAYS = r"(?:\s+(?:say|tell(?:\s+(?:me|us))?|report))?[\W_]*$"
# What one article says: that is named by what it is about, else by nothing.
ONE_ARTICLE = re.compile(
    r"(?:summari[sz]e|sum\s+up|recap|outline|shorten|describe|tell\s+me\s+(?:more\s+)?about"
    r"|what(?:['’]?s|\s+is|\s+stands)\s+in|what\s+does"
    r"|(?:(?:give|show|write|make|get)\s+(?:me\s+|us\s+)?)?(?:an?\s+|the\s+)?"
    rf"(?:short\s+|brief\s+)?{SUMMARY}\s+of)\s+{_ARTICLE}(?:{_SAYS}"
    rf"|\s+(?:about|on|headlined|titled|entitled|called)\s+(?P<topic>\S.*?){_SAYS})",
    re.IGNORECASE | re.DOTALL,
)
_IT = r"(?:\s+(?:about|on|of)\s+(?:it|this|that|them|these|those|him|her))?"
_MORE = re.compile(
    r"(?:(?:ok(?:ay)?|please|yes|and|(?:can|could|would)\s+you)[\s,]+)*(?:"
    r"(?:(?:(?:tell|show|give)\s+me|say|read\s+me|i\s+want|explain)\s+)?"
    rf"(?:(?:a\s+(?:bit|little)|some|any|something)\s+)?more(?:\s+(?:details?|information|info))?{_IT}"
    r"|(?:(?:give|show|tell)\s+me\s+)?(?:the\s+|some\s+|any\s+|further\s+)*(?:details|background)"
    rf"{_IT}|go\s+on|continue|elaborate{_IT}|(?:is\s+there\s+)?anything\s+(?:else|more){_IT}"
    r"|what\s+else(?:\s+(?:is\s+(?:there|known|said)|happened|do\s+you\s+know"
    rf"|can\s+you\s+tell\s+me|do\s+the\s+articles\s+say))?{_IT})(?:[\s,]+please)?",
    re.IGNORECASE,
)
_MARKS = " \t\n?!.,;:…"


def asks_for_news(text: str) -> bool:
    """Tell whether a text asks for whatever the collection has, or has that is new.

    >>> asks_for_news("What's new?"), asks_for_news("What's new in Oslo?")
    (True, False)
    """
    return _WHOLE.fullmatch(text.strip(_MARKS)) is not None


def asks_for_more(text: str) -> bool:
    """Tell whether a text only asks for more of what the last question was about.

    >>> asks_for_more("Tell me more about it."), asks_for_more("Tell me more about Oslo")
    (True, False)
    """
    return _MORE.fullmatch(text.strip(_MARKS)) is not None
