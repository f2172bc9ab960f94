"""Captions and credits of pictures that a page shows and its text does not."""

import re

_SOURCES = (
    r"(?:AFP|AP|Reuters|EPA|Getty(?: Images)?|Bloomberg|Xinhua|UPI|PA(?: Wire| Media)?|"
    r"Shutterstock|iStock|Alamy|TASS|Kyodo|dpa|ANSA|NurPhoto|Corbis|The \w+|[A-Z]\w+ News)"
)
_CAPTION = (
    re.compile(
        r".*[(\[](?:(?:file )?photo(?:graph(?:er|s|y)?|s)?(?: credits?| courtesy)?(?: by|:| of)|"
        r"(?:image|picture|photo|pic|illustration|credit)s?(?: credits?| by| courtesy)?:|"
        r"(?:image|picture|photo|pic)s? (?:by|courtesy)|AP Photo|"
        r"[^()\[\]]*(?:Getty Images|Shutterstock|iStock))[^()\[\]]*[)\]][\s.]*",
        re.IGNORECASE,
    ),
    re.compile(rf".*[(\[][^()\[\]]*\w ?/ ?{_SOURCES}[^()\[\]]*[)\]][\s.]*"),
    re.compile(r".*\b(?:REUTERS|AP Photo|AFP|EPA|Getty Images)\s*/\s*[A-Z][\w.'’ -]{2,60}"),
    re.compile(r"(?:FILE|File)(?: PHOTO| photo| -|:| –| —).{0,600}"),
    re.compile(
        r"(?:photo(?:graph)?s?|images?|pictures?|illustrations?)"
        r"(?: credits?| by| courtesy(?: of)?)?\s*:\s*\S.{0,400}",
        re.IGNORECASE,
    ),
    re.compile(rf"(?:[A-Z][\w.'’-]+ ){{0,4}}/? ?{_SOURCES}(?: ?/ ?(?:{_SOURCES}|[A-Z]\w+))+"),
    re.compile(r"(?:Getty Images|AP Photo|Shutterstock)[\W_]*"),
    re.compile(r"[^.!?]{0,120}\b(?:Image|Photo|Picture) (?:caption|credit|source)\b[^.!?]{0,200}"),
)


def is_caption(line: str) -> bool:
    """Tell whether a line credits a picture, with or without saying what it shows."""
    return any(caption.fullmatch(line) for caption in _CAPTION)
