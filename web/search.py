"""The call under /api/v1 that searches without reading: passages for other programs."""

from apiflask import APIBlueprint
from flask import Response, jsonify

from web.api import PREFIX, limit_bodies
from web.collections import assistant
from web.examples import SEARCH, SEARCH_REQUEST
from web.openapi import failures
from web.outputs import PassageSearchOut
from web.schemas import SearchIn

searches = APIBlueprint("searches", __name__, url_prefix=PREFIX)

searches.before_request(limit_bodies)


@searches.post("/search")
@searches.input(SearchIn, arg_name="wanted", example=SEARCH_REQUEST)
@searches.output(PassageSearchOut, description="The passages, best first.", example=SEARCH)
@searches.doc(
    tags=["Questions"], operation_id="search", responses=failures(400, 413, 415, 422, 503)
)
def search(wanted: SearchIn) -> Response:
    """Search for passages

    What `POST /ask` would read for the same words, each with its exact place in its article. No
    answer is looked for.
    """
    found = assistant().search(wanted.query, most=wanted.most, **wanted.settings())
    return jsonify(found.to_dict())
