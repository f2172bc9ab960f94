"""Month names of the languages that exports and pages are found in, beside English."""

from qa.text.months import month_number

_NAMES = (
    "januar janvier enero gennaio janeiro januari styczeń stycznia leden ledna",
    "februar février fevrier febrero febbraio fevereiro februari luty lutego únor února",
    "mär märz maerz mars marzo março marco maart mrt marzec marca březen března",
    "avril abril aprile kwiecień kwietnia duben dubna",
    "mai mayo maggio maio mei maj maja květen května",
    "juni juin junio giugno junho czerwiec czerwca červen června",
    "juli juillet julio luglio julho lipiec lipca červenec července",
    "août aout agosto augustus sierpień sierpnia srpen srpna",
    "septembre septiembre settembre setembro wrzesień września září",
    "okt oktober octobre octubre ottobre outubro październik października říjen října",
    "novembre noviembre listopad listopada listopadu",
    "dez dezember décembre decembre diciembre dicembre dezembro grudzień grudnia prosinec prosince",
)
_NUMBERS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()}


def month_in_any_language(name: str) -> int | None:
    """Return the number of a month, None for another word.

    >>> month_in_any_language("décembre"), month_in_any_language("Dec."), month_in_any_language("x")
    (12, 12, None)
    """
    return month_number(name) or _NUMBERS.get(name.lower().removesuffix("."))
