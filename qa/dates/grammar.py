"""The grammar of English time expressions, as patterns over the classes of words.

The classes are the letters of ``qa.dates.lexicon``; ``-`` and ``,`` stand for themselves. Rules
are tried at each place in the order written here, so of two rules that begin alike the longer
stands first.
"""

import re

_WHICH = "(?:I[LlX]|DD|[LlXIDr])"  # last, this past, the same, that, current
_LEAD = "(?:t?[LlXI]{1,2})"  # last, the previous, this coming
_UNIT = "[Uuc]"
_LENGTH = f"(?:{_UNIT}|V|K)"
# a couple of; half a; a half; two and a half, two and one-half; two or three, one to two,
# two-to-three; 2000; a
_AMOUNT = "(?:a?qf?|a?ha?|[nN]-?j-?[an]-?h|[nN](?:(?:j|-|ji|i|-[ij]-?)[nN])?|Y(?=-?m?V)|a)"
_PART = "(?:e-?i?t?|t?Eft?|B)"  # early, early in the, the end of the, later
_OF_YEAR = f"(?:,?-?Y|fY|f?t?{_WHICH}F?u|ftF?u)"  # 1990, of 1990, last year, of the year
_COUNT = "[nN](?:(?:j|i|ji)[nN])?"  # two; two or three; six to eight
_WEEKDAY = f"(?:{_LEAD}?W)"
_MONTH_DAY = f"(?:M-?[No](?:,?-?Y|,?f?t?{_WHICH}u)?(?!-?[UucV]))"
_DAY_MONTH = "(?:(?:t?of?|N-?)M(?:,?-?Y)?|Y-M-N|Y-N-M|M-Y-N|N-Y-M)"
_DATE = f"(?:{_MONTH_DAY}|{_DAY_MONTH}|Z)"
_DAY = f"(?:(?:{_WEEKDAY},?t?)?{_DATE}|{_WEEKDAY}|T|[LXI]P)"

_NTH = (
    "(?:t?o|tL|L(?=W|U-?f))-?[WUK](?:f|i)"
    f"(?:t?M(?:,?-?Y|,?f?t?{_WHICH}u)?|t?{_WHICH}[Uuc]|t[Uuc]|Y)"
)
_FEAST = f"t?H(?:{_OF_YEAR})?"
_ON_DATE = f"(?:{_WEEKDAY},?t?)?{_DATE}"
_POINT = f"(?:{_NTH}|{_FEAST}|{_ON_DATE}|{_WEEKDAY}|M(?:,?-?Y)?|Y)"
_LONG_AGO = f"(?:{_AMOUNT}[m-]?{_LENGTH}(?:jah)?)"

# Made of others: where one of these turns out to be none, the rules below read the same words.
COMPOSED: dict[str, str] = {
    # Jan. 7-9, 2011; 3 to 5 May; between 3 and 5 May
    "days": (
        "M-?[No](?:-|i|(?<==M[No])j)[No](?:,?Y)?(?!-?[UucV])"
        "|t?[No](?:-|i|(?<==[No])j|(?<==t[No])j)t?[No]f?M(?:,?Y)?"
    ),
    # three days after Christmas; the Friday before Easter; the week after 11 November
    "offset": (
        f"(?:{_AMOUNT}-?{_LENGTH}|t[UuK])[<>]{_POINT}|to?W[<>](?:{_NTH}|{_FEAST}|{_ON_DATE})"
        f"|t?W[<>]{_FEAST}"
    ),
    # the first Monday of May; the last day of 2018
    "nth": _NTH,
    # the last three days of April
    "nth_units": f"t?[oL][nN]V(?:f|i)(?:M(?:,?-?Y|,?f?t?{_WHICH}u)?|Y)",
    # the first decade of the 21st century; the second half of May
    "part": "t?(?:o|L)(?:UftoU|h(?:f|i)(?:M(?:,?-?Y)?|toU|t?k))",
    # a week from Friday; a week ago Monday; two Fridays ago; Saturday week
    "from_point": f"{_LONG_AGO}i(?:{_WEEKDAY}(?!,?t?[MNZ])|T|{_FEAST})",
    "ago_point": f"{_LONG_AGO}A(?:{_WEEKDAY}|T)",
    "plural_ago": "[nN][wJ]A",
    "week_hence": "[WT]U(?!-)",
    # the week before last; the month after next
    "before_last": "t?[UucKWSP](?:<L|>X)(?![UucVKWMSPHk-])",
    # the first of next month; the week of 4 July; the night of 5 May
    "day_of_month": f"t?of(?:t?{_WHICH}|t)U",
    "week_of": f"t[UP]f(?:{_ON_DATE}|{_FEAST})",
    # Friday the 13th
    "weekday_day": "W,?to(?!-?[UucVKkhWwSPfi])",
    # the same period last year; the same month a year earlier; the comparable quarter of 1988
    "same_unit": f"tD[Uucd](?:[fi]?t?{_WHICH}u|[fi]Y|au[AB])",
    # the January-March quarter; April-June 1988
    "months": f"t?{_WHICH}?M-M[cd](?:{_OF_YEAR})?",
    # the winter of 2010-11; the 2014-15 fiscal year
    "two_years": "t?O?SfZ|tZF?u|tF?ufZ",
}
RULES: dict[str, str] = {
    # 9 a.m. EST Tuesday; noon Saturday; Tuesday at 9 a.m.
    "clock": f"Q?e?Cz?(?:,?i?{_DAY})?|{_DAY}P?,?i?Q?Cz?",
    # each Thursday; every two weeks; every Monday night; daily; Tuesday nights
    # twice a week; three times a year; every other day; Monday and Tuesday nights
    "frequency": (
        "G(?:o|[nN]|q|@)?(?:[UucVKPM]|WP?|S)|y|wP?p?|W(?=(?:,W)*,?jWp)|Wp|(?:[nNq]|nj[nN])?%a[Uuc]"
    ),
    # Friday, Oct. 23, 1998; early March 12; 23 October; the 12th of March; last Oct. 23
    "day": f"{_PART}?(?:{_WEEKDAY},?t?|[LXI])?{_DATE}P?",
    # Jan. 7 and 8
    "another_day": "(?<=M[No]j)[No](?:,?Y)?",
    # late on Tuesday; last Friday; Friday night
    "weekday": f"(?:e-?i?|t?Eft?)?{_WEEKDAY}P?",
    # mid-October 1990; the beginning of October; last April; July last year
    "month": f"(?:{_PART}|e-)?{_LEAD}?M{_OF_YEAR}?",
    # the late 1970s; the last half of the '80s; the nineteen eighties
    "decade": f"(?:{_PART}|t?[oLl]hft?)?t?(?:e-?)?(?:n-?(?=k))?k",
    # year-end; around year-end 1990; the year's end
    "unit_end": f"Q?t?x(?:{_OF_YEAR})?|t?{_UNIT}sE(?!f)",
    # the third quarter of 1984; this year's first half; the year-earlier third quarter; Q3 2011;
    # the September quarter
    "quarter": (
        f"{_PART}?(?:t?F?Ys?|t?{_WHICH}us|t?F)?(?:t?[Uuc]-?[AB])?t?F?(?:o-?F?(?:c|h(?!-?[UuV]))|[Ll]h(?!-?[UuV])|Lc(?=fF?Y))"
        f"(?:f?F?{_OF_YEAR})?|v(?:{_OF_YEAR})?|t?Mc(?:{_OF_YEAR})?"
    ),
    # the year-ago quarter; the comparable year-earlier period; year-earlier; prior-year
    "year_ago": f"t?(?:D?{_UNIT}-[AB<]|L-u)(?:o?-?[Uucd]|[nN]V)?",
    # less than two years ago; months ago; a year and a half ago
    "ago": f"Q?(?:{_AMOUNT}[m-]?{_LENGTH}(?:jah)?b?|ac(?:fa)?-?U|V)A",
    # two days later; a year earlier; three weeks from now; the week earlier; weeks later
    "shift": f"Q?{_AMOUNT}[m-]?{_LENGTH}(?:jah)?b?B|t{_UNIT}B|VB",
    # the past two months; at least the past 18 months; the next couple of years; the last year and
    # a half
    "span": f"Q?(?:Gf)?{_LEAD}(?:(?:a?qf?|{_COUNT}|[nN]-?j-?[an]-?h)m?V|[Uu]ja-?h|h-?[Uu])",
    # the first nine months; the first days
    "first_units": "t?o(?:[nN]|q)?V|t?[Ll](?:[nN]|q)V",
    # the summer of 1990; last fall; in the spring; early summer
    "season": f"(?:{_PART}|e-)?(?:t?[LlXID]{{1,2}}|t)?O?S(?:{_OF_YEAR})?",
    # two-day; about a decade; half an hour; a year and a half; weeklong
    "duration": f"Q?t?{_AMOUNT}(?:-?m|-)?{_LENGTH}(?:-m)?(?:jah)?b?|{_UNIT}-m|g",
    # the year two thousand; the end of 1990; fiscal 1988; the 1990 fiscal year; mid-1996; the 1989
    # period; the same 1986 quarter
    "year": f"Q?(?:{_PART}|e-)?(?:t?F?u|t?F?V(?=Yj)|F|t(?=YFu))?Y(?!-?V)(?:d|Fu)?b?|tD?Y[dc]",
    # last week; early next year; the latest fiscal year; later this month; this morning;
    # last-quarter
    "unit": f"(?:{_PART}|Q)?(?:t?{_WHICH}F?)(?:[UucKP]|-[uc])",
    # the second day; the 21st century; the next day
    "ordinal_unit": f"(?:{_PART}|t?e-?)?t?(?:o|X)-?{_UNIT}(?!-m)",
    # the year ended March 31
    "ended_unit": f"tF?{_UNIT}(?=&)",
    # the quarter; the end of the year; the morning; the full year; mid-year
    "the_unit": f"(?:{_PART}(?:t|F){{1,2}}|tF?)[UucKP]|(?:tm|e-)[Uuc]",
    # early yesterday; later today; tomorrow morning; the day after tomorrow
    "today": "(?:e?-?|B)t?TP?",
    # Thanksgiving; Easter week; Christmas 2010; Independence Day of this year; this past Christmas
    "holiday": f"(?:[LXI]|(?<=[It])l)?H(?:{_OF_YEAR}|[KU])?",
    # recent weeks and months; the coming months; days
    "units": "t?(?:[r+XLlID]|Il|IX)?V(?:jV)?",
    "bare_unit": "K",
    "part_of_day": "e?P",
    # now; recently; recent; the recent past; the other day; in the past; in the future
    "reference": "R|t?rl|t@U(?!-)|r|(?<=i)\\+|(?<=[ifQ])t\\+(?!f)|(?<=i)tl",
}


def _either(rules: dict[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in rules.items()))


GRAMMAR = _either(COMPOSED | RULES)
SIMPLE = _either(RULES)
