"""TempEval-3's measures on documents small enough to count by hand, and floors on the real ones."""

import datetime
import json
from pathlib import Path

import pytest

from qa.contract.article import Span, TimeExpression
from qa.errors import ArticleError
from qa.evaluate.date_errors import (
    GRAIN,
    NOT_FOUND,
    NOT_MARKED,
    OPEN,
    OTHER,
    SPAN,
    TYPE,
    VAGUE,
    count_errors,
    error_kind,
)
from qa.evaluate.dates import evaluate_dates, measure
from qa.evaluate.timecases import evaluate_cases
from qa.evaluate.timeml import MarkedTime, TimeDocument, read_document

DATA = Path(__file__).parent.parent.parent / "shared" / "data" / "time"
TIMEML = """<?xml version="1.0" ?>
<TimeML><DOCID>x</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2011-01-07T08:00">Jan. 7</TIMEX3></DCT>
<TEXT>It <EVENT eid="e1" class="STATE">was</EVENT> <TIMEX3 tid="t1" type="DATE" value="2010">last
<EVENT eid="e2" class="STATE">year</EVENT></TIMEX3> &amp; not <TIMEX3 tid="t2" type="DATE"
value="2011-01-07">today</TIMEX3>.</TEXT></TimeML>
"""


def expression(start: int, end: int, type: str = "DATE", value: str = "2010") -> TimeExpression:
    return TimeExpression(Span(start, end), "x" * (end - start), type, value)


def document(*times: MarkedTime) -> TimeDocument:
    return TimeDocument("x", "x" * 100, datetime.date(2011, 1, 7), times)


def test_timeml_is_read_with_exact_offsets(tmp_path: Path) -> None:
    path = tmp_path / "x.tml"
    path.write_text(TIMEML, encoding="utf-8")
    read = read_document(path)
    assert read.text == "It was last\nyear & not today."
    assert read.anchor == datetime.date(2011, 1, 7)
    assert [time.span.of(read.text) for time in read.times] == ["last\nyear", "today"]
    assert [time.value for time in read.times] == ["2010", "2011-01-07"]


def test_what_is_no_timeml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="no TimeML document"):
        evaluate_dates(tmp_path)
    (tmp_path / "x.tml").write_text("<TimeML><TEXT>no date</TEXT></TimeML>")
    with pytest.raises(ArticleError, match="not TimeML"):
        evaluate_dates(tmp_path)
    (tmp_path / "x.tml").write_text("not xml")
    with pytest.raises(ArticleError, match="well-formed"):
        evaluate_dates(tmp_path)


def test_the_measures_by_hand() -> None:
    # Four gold: one exact and right, one overlapped with a wrong value, one exact with a wrong
    # type, one missed. Four found: those three, and one where there is none.
    gold = document(
        MarkedTime(Span(0, 4), "DATE", "2010"),
        MarkedTime(Span(10, 20), "DATE", "2011"),
        MarkedTime(Span(30, 34), "DURATION", "P1Y"),
        MarkedTime(Span(40, 44), "DATE", "2010"),
    )
    found = [
        expression(0, 4),
        expression(12, 22, value="2012"),
        expression(30, 34, value="P1Y"),
        expression(60, 64),
    ]
    measures = measure([gold], [found])
    assert measures.relaxed_f1 == pytest.approx(75)
    assert measures.strict_f1 == pytest.approx(50)
    assert measures.type_f1 == pytest.approx(50)
    assert measures.value_f1 == pytest.approx(50)
    assert (measures.documents, measures.expressions) == (1, 4)


def test_an_exact_span_is_preferred_to_another_that_overlaps() -> None:
    gold = document(MarkedTime(Span(5, 9), "DATE", "2010"))
    measures = measure([gold], [[expression(0, 6, value="1999"), expression(5, 9)]])
    assert measures.value_f1 == pytest.approx(200 / 3)


@pytest.mark.parametrize(
    ("gold", "found", "kind"),
    [
        (("DATE", "2010"), None, NOT_FOUND),
        (("DATE", "2010"), ("DATE", "2010"), None),
        (("DATE", "2010"), ("DURATION", "P1Y"), TYPE),
        (("DATE", "1989-WXX"), ("DATE", "1989-W42"), OPEN),
        (("DURATION", "PXM"), ("DATE", "PAST_REF"), TYPE),
        (("DATE", "PAST_REF"), ("DATE", "2010"), VAGUE),
        (("DATE", "2010-01"), ("DATE", "2010-01-07"), GRAIN),
        (("DATE", "2010-01-07"), ("DATE", "2010-01-14"), OTHER),
    ],
)
def test_each_error_has_its_kind(
    gold: tuple[str, str], found: tuple[str, str] | None, kind: str | None
) -> None:
    time = None if found is None else expression(0, 4, *found)
    assert error_kind(MarkedTime(Span(0, 4), *gold), time) == kind


def test_errors_are_counted_most_first() -> None:
    mark = MarkedTime(Span(0, 4), "DATE", "2010")
    longer, other = expression(0, 5), expression(0, 4, value="2011")
    counts = count_errors([(mark, longer), (mark, other), (mark, other), (mark, None)], 3)
    assert list(counts.items()) == [(NOT_MARKED, 3), (OTHER, 2), (NOT_FOUND, 1), (SPAN, 1)]


def test_nothing_found_and_nothing_to_find_is_zero() -> None:
    assert measure([document()], [[]]).relaxed_f1 == 0.0


def test_cases_are_counted_and_left_out_by_reason(tmp_path: Path) -> None:
    def case(text: str, first: int, last: int, kind: str, **value: str) -> dict[str, object]:
        return {
            "Input": text,
            "Context": {"ReferenceDateTime": "2016-11-07T00:00:00"},
            "Results": [
                {
                    "Text": text[first:last],
                    "Start": first,
                    "End": last - 1,
                    "TypeName": f"datetimeV2.{kind}",
                    "Resolution": {"values": [{"type": kind, **value}]},
                }
            ],
        }

    cases = [
        case("back today", 5, 10, "date", timex="2016-11-07", value="2016-11-07"),
        case("back Jan 4th", 5, 12, "date", timex="XXXX-01-04", value="2017-01-04"),
        case(
            "out last year", 4, 13, "daterange", timex="2015", start="2015-01-01", end="2016-01-01"
        ),
        case("out now", 0, 3, "date", timex="2016-11-08", value="2016-11-08"),
        case("from 4 to 5 May", 0, 15, "daterange", start="2016-05-04", end="2016-05-05"),
        case("since May 4", 0, 11, "daterange", timex="XXXX-05-04", start="2016-05-04"),
        case("on 5/3/18", 3, 9, "date", timex="2018-03-05", value="2018-03-05"),
        case("in UTC", 3, 6, "timezone", timex="UTC"),
        {"Input": "none", "Context": {}, "Results": []},
    ]
    path = tmp_path / "cases.json"
    path.write_text(json.dumps(cases), encoding="utf-8")
    figures = evaluate_cases(path)
    assert (figures.cases, figures.applicable, figures.right) == (9, 4, 3)
    assert figures.wrong == ("out now",)
    assert figures.share == 75
    assert sum(figures.left_out.values()) == 5
    path.write_text("{")
    with pytest.raises(ArticleError, match="not JSON"):
        evaluate_cases(path)


@pytest.mark.skipif(not (DATA / "timeml").is_dir(), reason="TimeBank and AQUAINT are not here")
def test_the_floors_on_timebank_and_aquaint() -> None:
    figures = evaluate_dates(DATA / "timeml")
    assert (figures.documents, figures.expressions) == (256, 1822)
    for measures in (figures.tuned, figures.held_out):
        assert measures.relaxed_f1 >= 94
        assert measures.strict_f1 >= 86
        assert measures.value_f1 >= 79
    assert figures.tuned.value_f1 >= 83.5


@pytest.mark.skipif(not (DATA / "DateTimeModel.json").is_file(), reason="the cases are not here")
def test_the_floor_on_recognizers_text() -> None:
    figures = evaluate_cases(DATA / "DateTimeModel.json")
    assert figures.applicable + sum(figures.left_out.values()) == figures.cases
    assert figures.share >= 60
