"""The way in over HTTP: a JSON API and two pages, in front of one open Assistant.

::

    app.py       create_app(assistants): the one place that knows all parts
    settings.py  what a server can be told
    collections.py  several collections, each at an address of its own
    api.py       the calls under /api/v1
    uploads.py   a request body -> an Article
    stream.py    an answer as Server-Sent Events
    schemas.py   what goes in, as pydantic models
    outputs.py   what comes out
    openapi.py   what the generated OpenAPI document does not know by itself
    examples.py  the examples in that document
    problems.py  every error as RFC 9457 application/problem+json
    requests.py  bodies read strictly: what is not JSON, or not ours, is refused
    security.py  response headers, and no changes on behalf of other sites
    scope.py     what a token lets its holder do
    tokens.py    who may read, write, administer: a file of hashes
    access.py    bearer tokens for programs, a sign-in form for people
    limits.py    rates, sizes, compressed bodies
    admission.py a bounded queue: the rest is refused early
    asking.py    asking in turn, counted
    metrics.py   counts for Prometheus;  logs.py  lines for a log;  health.py  is it up
    docs.py      the OpenAPI document as a page
    serve.py     an app in front of a port;  worker.py, pace.py  what keeps it from waiting
    pages.py     the chat page and the article page
    highlights.py  a text cut into lines and marked pieces, for the article page
    words.py     dates as people write them
    compression.py  smaller replies for those who take them
"""
