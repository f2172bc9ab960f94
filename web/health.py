"""Is it up, can it answer, and from what? For balancers, and for people."""

from apiflask import APIBlueprint
from flask import Response, jsonify

from web.collections import may_write, served, shelf
from web.examples import ALIVE, COLLECTIONS, HEALTH
from web.openapi import failures
from web.outputs import AliveOut, CollectionsOut, HealthOut

health = APIBlueprint("health", __name__, url_prefix="/api/v1")


@health.get("/health")
@health.output(HealthOut, description="The server can answer questions.", example=HEALTH)
@health.doc(tags=["Server"], operation_id="health", responses=failures(503))
def whole() -> Response:
    """Tell whether the server can answer

    200 when the collection can be read, else 503. `writable` is whether you could change it.
    """
    return jsonify({"status": "ok", "writable": may_write(), "collection": shelf().collection()})


@health.get("/health/live")
@health.output(AliveOut, description="The server is up.", example=ALIVE)
@health.doc(tags=["Server"], operation_id="live", responses=failures())
def live() -> Response:
    """Tell whether the server is up

    200 as long as it answers at all; it needs no token.
    """
    return jsonify({"status": "ok"})


@health.get("/health/ready")
@health.output(AliveOut, description="Every collection can be read.", example=ALIVE)
@health.doc(tags=["Server"], operation_id="ready", responses=failures(503))
def ready() -> Response:
    """Tell whether the server can answer now

    200 when every collection can be read, else 503; it needs no token, and tells nothing else.
    """
    for assistant in served().values():
        assistant.collection()
    return jsonify({"status": "ok"})


@health.get("/collections")
@health.output(CollectionsOut, description="All of them.", example=COLLECTIONS)
@health.doc(tags=["Server"], operation_id="listCollections", responses=failures(503))
def collections() -> Response:
    """List the collections

    Each is all that is below its `address`: `/collections/NAME/api/v1/ask` asks the collection
    NAME, `/collections/NAME/` is its page. Addresses without a name mean the first.
    """
    return jsonify(
        {
            "collections": [
                {
                    "name": named,
                    "address": f"/collections/{named}",
                    "default": place == 0,
                    "collection": assistant.collection(),
                }
                for place, (named, assistant) in enumerate(served().items())
            ]
        }
    )
