"""Which news agency a text comes from, as its dateline or its first words say."""

import re

_NAMES = {
    "Reuters": "Reuters",
    "AP": "Associated Press",
    "Associated Press": "Associated Press",
    "AFP": "Agence France-Presse",
    "Agence France-Presse": "Agence France-Presse",
    "Agence France Presse": "Agence France-Presse",
    "Xinhua": "Xinhua",
    "TASS": "TASS",
    "ITAR-TASS": "TASS",
    "PTI": "Press Trust of India",
    "ANI": "ANI",
    "IANS": "IANS",
    "dpa": "dpa",
    "UPI": "United Press International",
    "EFE": "EFE",
    "ANSA": "ANSA",
    "Kyodo": "Kyodo",
    "Kyodo News": "Kyodo",
    "Yonhap": "Yonhap",
    "Interfax": "Interfax",
    "RIA Novosti": "RIA Novosti",
    "Bloomberg": "Bloomberg",
    "PA": "PA Media",
    "PA Media": "PA Media",
    "AAP": "Australian Associated Press",
    "CP": "The Canadian Press",
    "The Canadian Press": "The Canadian Press",
    "IPS": "Inter Press Service",
    "RFE/RL": "RFE/RL",
    "VOA": "VOA",
}
_NAME = "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True))
_SIGNED = re.compile(
    rf"(?:^|[\s,.])(?:\((?P<bracket>{_NAME})\)|/(?P<slash>{_NAME})/)(?=\s*(?:[-–—:,.]|$|\n|[A-Z“\"]))|"
    rf"^(?P<bare>{_NAME})\s+[-–—]{{1,2}}\s",
    re.MULTILINE,
)
_TAIL = re.compile(rf"\n\s*[(\[]?(?:Source:\s*)?(?P<name>{_NAME})[)\]]?[.\s]*$")

TOP = 600
"""Code points at the start of a text in which its dateline stands."""


def agency_of(text: str) -> str | None:
    """Return the agency that signs a text in its dateline or in its last line, None without one.

    >>> agency_of("BEIJING, Jan 7 (Reuters) - China resumed the talks.")
    'Reuters'
    """
    signed = _SIGNED.search(text[:TOP]) or _TAIL.search(text[-120:])
    if signed is None:
        return None
    name = next(filter(None, signed.groupdict().values()))
    return _NAMES[name]
