"""POST /feedback: what people think of answers, a line each in a file of this machine.

Only where the server was started for it. Nothing is sent anywhere and nobody's name is kept.
"""

import datetime
import json
import os
from pathlib import Path
from typing import Annotated

from apiflask import APIBlueprint
from flask import Response, current_app
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from werkzeug.exceptions import Forbidden

from qa.contract.feedback import Feedback, Verdict
from qa.contract.plain import to_plain
from qa.contract.request import MAX_ANSWER, MAX_CONTEXT, MAX_QUESTION, MAX_SOURCES, MAX_TERM
from qa.errors import QAError
from web import problems
from web.api import PREFIX, limit_bodies
from web.examples import FEEDBACK
from web.openapi import failures
from web.schemas import VISIBLE, IsoDate, Name, whole

feedback = APIBlueprint("feedback", __name__, url_prefix=PREFIX)
feedback.before_request(limit_bodies)

Place = Annotated[int, BeforeValidator(whole)]


class FeedbackFile:
    """A file of verdicts, one JSON object a line, in the order in which they came."""

    def __init__(self, path: Path) -> None:
        """Make sure that ``path`` can be written; one that is not there is made.

        :raises QAError: when it cannot.
        """
        self.path = path
        try:
            self._append(b"")
        except OSError as error:
            raise QAError(
                f"{path}: feedback cannot be written there: {error.strerror}. Name another file: "
                "qa serve --feedback FILE"
            ) from error

    def add(self, verdict: Feedback) -> None:
        """Write one line, whole even when several processes write.

        :raises OSError: when the disk does not take it.
        """
        line = json.dumps(to_plain(verdict), ensure_ascii=False) + "\n"
        # half a surrogate pair is written as JSON escapes it
        self._append(line.encode("utf-8", "backslashreplace"))

    def _append(self, line: bytes) -> None:
        """Write at the end, in one piece."""
        file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(file, line)
        finally:
            os.close(file)


class PlaceIn(BaseModel):
    """The place of a citation, as the Answer gives it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    article: Name = Field(description="The id of the article.")
    start: Place = Field(ge=0, description="Where the quotation begins.")
    end: Place = Field(ge=1, description="Where it ends, not included.")
    quote: str = Field(min_length=1, max_length=MAX_ANSWER, description="Its words.")


class FeedbackIn(BaseModel):
    """A verdict on an answer."""

    model_config = ConfigDict(extra="forbid", strict=True)

    verdict: Verdict = Field(description="Was the answer right or wrong?")
    question: str = Field(
        min_length=1, max_length=MAX_QUESTION, pattern=VISIBLE, description="As it was asked."
    )
    context: list[Annotated[str, Field(min_length=1, max_length=MAX_TERM)]] = Field(
        default_factory=list,
        max_length=MAX_CONTEXT,
        description="The words of earlier turns that it was asked with.",
    )
    text: str = Field(default="", max_length=MAX_ANSWER, description="The answer.")
    right_of_hundred: Annotated[int, BeforeValidator(whole)] | None = Field(
        default=None, ge=0, le=100, description="How sure the answer was, as it says."
    )
    citation: PlaceIn | None = Field(default=None, description="Its first citation.")
    collection: str = Field(
        default="", max_length=100, description="The digest of the collection that was asked."
    )
    as_typed: bool = Field(default=False, description="As it was asked.")
    as_of: IsoDate | None = Field(default=None, description="As it was asked.")
    published_from: IsoDate | None = Field(default=None, description="As it was asked.")
    published_to: IsoDate | None = Field(default=None, description="As it was asked.")
    sources: list[Name] = Field(
        default_factory=list, max_length=MAX_SOURCES, description="As it was asked."
    )


@feedback.post("/feedback")
@feedback.input(FeedbackIn, arg_name="given", example=FEEDBACK)
@feedback.doc(
    tags=["Questions"],
    operation_id="feedback",
    responses={
        204: {"description": "The verdict is written down."},
        **failures(400, 403, 413, 415, 422, 507),
    },
)
def give_feedback(given: FeedbackIn) -> tuple[str, int] | Response:
    """Say whether an answer was right

    A line in a file of the server, with the time; `qa evaluate feedback` reads it. Only on a server
    that was started with `--feedback`, elsewhere 403.
    """
    file: FeedbackFile | None = current_app.config["FEEDBACK"]
    if file is None:
        raise Forbidden(
            "This server keeps no feedback. Start it with: qa serve --feedback feedback.jsonl"
        )
    values = given.model_dump(mode="json")
    values["time"] = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    verdict = Feedback.from_dict(values)
    try:
        file.add(verdict)
    except OSError as error:
        current_app.logger.error("feedback to %s: %s", file.path, error)
        return problems.response(problems.document(507, "The feedback cannot be written."))
    return "", 204
