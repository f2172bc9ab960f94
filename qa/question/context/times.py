"""The time that "that year" and "then" speak of."""

from collections.abc import Sequence

from qa.contract.answer import ContextTerm
from qa.dates.expressions import find_expressions
from qa.question.context.layout import Said, in_order
from qa.question.question import THAT_TIME


def time_of(question: str, history: Sequence[Said]) -> ContextTerm | None:
    """Return the last time that was said or cited, where a question speaks of "that year".

    None where it does not, or where no day of that time is known: "Monday" may be any.
    """
    found = THAT_TIME.search(question)
    if found is None:
        return None
    of_year = "year" in found[0].lower()
    for said in in_order(history):
        for time in reversed(find_expressions(said.text, said.written)):
            if time.earliest is None or time.type != "DATE":
                continue
            return ContextTerm(str(time.earliest.year) if of_year else time.text, said.turn)
    return None
