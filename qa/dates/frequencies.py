"""How often: a time that comes again, as a TIMEX3 set; it has no days of its own."""

from qa.dates.amounts import amount, duration
from qa.dates.meaning import Meaning, Scene, Tokens, pick


def frequency(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "every two weeks", "daily", "Tuesday nights", "twice a week", "every other day"."""
    often = pick(tokens, "y")
    if often is not None:
        return Meaning("SET", often.symbol)
    if pick(tokens, "%") is not None:  # three times a year
        return Meaning("SET", duration(1, tokens[-1].symbol))
    weekday, part = pick(tokens, "Ww"), pick(tokens, "Pp")
    if weekday is not None:
        return Meaning("SET", f"XXXX-WXX-{weekday.number + 1}{'T' + part.symbol if part else ''}")
    if part is not None:
        return Meaning("SET", f"XXXX-XX-XXT{part.symbol}")
    other = pick(tokens, "KMS")
    if other is not None:
        values = {"K": "XXXX-WXX-WE", "M": f"XXXX-{other.number:02d}", "S": f"XXXX-{other.symbol}"}
        return Meaning("SET", values[other.kind])
    count, unit = amount(tokens)
    nth = pick(tokens, "o@")
    if nth is not None:  # every other day, every third week
        count = nth.number or 2
    return Meaning("SET", duration(count, unit))
