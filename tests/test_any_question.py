"""Whatever is asked of whatever articles: an Answer that keeps the contract, or a QuestionError.

A sample; ``python tests/any_question.py 20000`` asks more.
"""

from any_question import SOURCES, Case, cases, check_case
from hypothesis import HealthCheck, example, given, settings

ICE = "The ice sheet melted 11,600 years ago."
MAMMOTHS = "Mammoths lived in the valley before the ice sheet melted."
NOBODY = ("He said so.", None)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
@example(
    Case(
        [(f"{ICE} {MAMMOTHS}", "2011-01-07"), NOBODY, NOBODY],
        0.0,
        [("What lived in the valley before the ice sheet melted?", {})],
    )
)
@example(
    Case(
        [("The calendar ended on 31 December 9999.", "9999-12-31"), (ICE, "0001"), NOBODY],
        0.0,
        [
            ("What was after the calendar ended?", {"as_of": "9999-12-31"}),
            ("What happened last year?", {"as_of": "0001-01-01", "sources": SOURCES[:1]}),
            ("Who resigned next week?", {"published_from": "9999-12-31"}),
        ],
    )
)
@example(
    Case([NOBODY, NOBODY, NOBODY], 2.0, [("\ud800", {}), ("Who?", {"history": [("\udc00", "")]})])
)
def test_any_question_is_answered_or_refused(case: Case) -> None:
    assert check_case(case) == len(case.asked)
