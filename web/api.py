"""The calls under /api/v1. Each reads its input, asks the Assistant, and returns its values."""

from dataclasses import asdict
from http import HTTPStatus
from typing import cast

from apiflask import APIBlueprint
from flask import Response, current_app, jsonify, request, url_for

from qa.contract.answer import Turn
from qa.contract.plain import to_plain
from qa.contract.settings import AskSettings
from web import asking
from web.articles import article_values, summary_of, summary_values
from web.ask_schema import AskIn
from web.collections import assistant, check_writable, shelf, writer
from web.examples import (
    ADDED,
    ANSWER,
    ARTICLE,
    ARTICLES,
    COUNTS,
    FOLLOW_UP,
    QUESTION,
    STREAM,
    SUGGESTIONS,
    TIMELINE,
    TIMELINE_REQUEST,
)
from web.openapi import failures, reference
from web.outputs import (
    AddedOut,
    AnswerOut,
    ArticleOut,
    ArticlesOut,
    CountsOut,
    SuggestionsOut,
    TimelineOut,
)
from web.schemas import ArticlesIn, TimelineIn
from web.stream import MEDIA_TYPE, answer_stream
from web.uploads import added_items

PREFIX = "/api/v1"
# A book, as one text.
MAX_JSON_BYTES = 8 * 1024 * 1024
# A question with a long history; larger bodies are articles, and go elsewhere.
MAX_ASK_BYTES = 4 * 1024 * 1024

api = APIBlueprint("api", __name__, url_prefix=PREFIX)


def limit_bodies() -> None:
    """Keep bodies as small as questions are, whatever the app allows for articles."""
    request.max_content_length = MAX_ASK_BYTES


ASK_EXAMPLES = {
    "question": {"summary": "A question that stands alone", "value": QUESTION},
    "follow-up": {"summary": "A question that refers back", "value": FOLLOW_UP},
}


@api.before_request
def limit_questions() -> None:
    """Keep bodies that are read as a whole small, whatever the app allows for files."""
    if request.endpoint in {"api.ask", "api.ask_stream", "api.timeline"}:
        limit_bodies()
    elif request.is_json:
        request.max_content_length = min(MAX_JSON_BYTES, current_app.config["MAX_UPLOAD"])


@api.post("/ask")
@api.input(AskIn, arg_name="asked", examples=ASK_EXAMPLES)
@api.output(AnswerOut, description="The answer, or why there is none.", example=ANSWER)
@api.doc(tags=["Questions"], operation_id="ask", responses=failures(400, 413, 415, 422, 503))
def ask(asked: AskIn) -> Response:
    """Ask a question

    One Answer, made of exact quotations only. When the articles hold no answer, `answered` is
    false and `abstention` says why: that is an answer too, with status 200. The same question
    with the same settings on the same collection gives the same Answer but for `elapsed_ms`.
    """
    return jsonify(asking.ask(asked.question, **settings_of(asked)).to_dict())


@api.post("/ask/stream")
@api.input(AskIn, arg_name="asked", examples=ASK_EXAMPLES)
@api.doc(
    tags=["Questions"],
    operation_id="askStream",
    responses={
        200: {
            "description": "Events `question`, `passages`, `citation` (for each), `answer` and "
            "`done`, each with a JSON object; or `error` with a problem document.",
            "content": {MEDIA_TYPE: {"schema": reference("Event"), "example": STREAM}},
        },
        **failures(400, 413, 415, 422, 503),
    },
)
def ask_stream(asked: AskIn) -> Response:
    """Ask a question and watch the answer come

    The same body and the same Answer as `POST /ask`, as Server-Sent Events: what is known is
    sent as soon as it is known.
    """
    return answer_stream(asking.ask_steps(asked.question, **settings_of(asked)))


@api.post("/timeline")
@api.input(TimelineIn, arg_name="wanted", example=TIMELINE_REQUEST)
@api.output(TimelineOut, description="The entries, in order.", example=TIMELINE)
@api.doc(tags=["Questions"], operation_id="timeline", responses=failures(400, 413, 415, 422, 503))
def timeline(wanted: TimelineIn) -> Response:
    """Ask what happened when

    Dated quotes on a topic, in order of event time: "Last year" in an article of January 2011
    stands at 2010. Copies of the same report are merged. No entries when no sentence near the
    topic has a time that could be resolved.
    """
    found = assistant().timeline(wanted.topic, most=wanted.most, **wanted.settings())
    return jsonify(to_plain(found))


@api.get("/suggestions")
@api.output(SuggestionsOut, description="The questions, maybe none.", example=SUGGESTIONS)
@api.doc(tags=["Questions"], operation_id="suggestions", responses=failures(503))
def suggestions() -> Response:
    """Ask what to ask

    A few questions that this collection answers, each drafted from a sentence and checked by
    asking it. The first call after the collection changed takes a few seconds, later ones none.
    """
    return jsonify({"suggestions": assistant().suggestions()})


@api.get("/articles", strict_slashes=True)  # with one, an article without an id is meant
@api.input(ArticlesIn, location="query", arg_name="part")
@api.output(ArticlesOut, description="One part of the list.", example=ARTICLES)
@api.doc(tags=["Articles"], operation_id="listArticles", responses=failures(422, 503))
def list_articles(part: ArticlesIn) -> Response:
    """List the articles

    By publication date, source and id, without their texts: all, or those that fit every filter
    given.
    """
    found = shelf().list_articles(part.wanted())
    return jsonify(
        {
            "collection": shelf().collection(),
            "total": found.total,
            "offset": part.offset,
            "limit": part.limit,
            "articles": [summary_values(summary) for summary in found.articles],
        }
    )


@api.get("/counts")
@api.output(CountsOut, description="The counts.", example=COUNTS)
@api.doc(tags=["Articles"], operation_id="countArticles", responses=failures(503))
def count_articles() -> Response:
    """Count the articles

    By year of publication, publisher and section: what a list of them can be limited by.
    """
    return jsonify(shelf().count_articles().to_dict())


@api.get("/articles/<article_id>")
@api.output(ArticleOut, description="The article, whole.", example=ARTICLE)
@api.doc(tags=["Articles"], operation_id="getArticle", responses=failures(404, 503))
def get_article(article_id: str) -> Response:
    """Get one article

    Its text exactly as it is stored, with what is left out of the story and the times it names.
    All offsets are half-open ranges of Unicode code points into this text.
    """
    article = shelf().article(article_id)
    return jsonify(article_values(article, shelf().dates(article_id)))


@api.post("/articles", strict_slashes=True)
@api.output(AddedOut, status_code=201, description="The article was added.", example=ADDED)
@api.doc(
    tags=["Articles"],
    operation_id="addArticle",
    responses=failures(400, 403, 413, 415, 422, 503, 507),
)
def add_article() -> Response:
    """Add an article, or all that a file holds

    As JSON with the text, as a form with a file of any format that is indexed (HTML, PDF, DOCX,
    exports, archives ...), or as the text itself. The id is made of the text, so the same text is
    the same article: sending it again gives 200 and changes what is stated of it at most.
    `items` tells what became of each article; where one fails, the problem document lists it and
    those before it, which were added. Only on a server that was started with
    `--writable`, elsewhere 403.
    """
    check_writable()
    items = added_items(writer().add, request)
    first, article_id = next((item, item["id"]) for item in items if item["id"] is not None)
    held = shelf().article(article_id)
    added = jsonify(
        {
            "status": first["status"],
            "article": asdict(summary_of(held).reference),
            "items": items,
        }
    )
    new = any(item["status"] == "added" for item in items)
    added.status_code = HTTPStatus.CREATED if new else HTTPStatus.OK
    added.location = url_for("api.get_article", article_id=article_id)
    return added


@api.delete("/articles/<article_id>")
@api.doc(
    tags=["Articles"],
    operation_id="removeArticle",
    responses={204: {"description": "The article is gone."}, **failures(403, 404, 503, 507)},
)
def remove_article(article_id: str) -> tuple[str, int]:
    """Remove an article

    It is neither listed nor quoted any more. Only on a server that was started with
    `--writable`, elsewhere 403.
    """
    writer().remove(article_id)
    return "", 204


def settings_of(asked: AskIn) -> AskSettings:
    """Return what was set; what was not stays away, and means what it means to an Assistant."""
    values = {name: getattr(asked, name) for name in AskSettings.__annotations__}
    values["history"] = [Turn(**turn.model_dump()) for turn in asked.history]
    return cast(AskSettings, {name: value for name, value in values.items() if value is not None})
