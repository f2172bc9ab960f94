"""The way in over HTTP: a JSON API and two pages, in front of one open Assistant.

::

    app.py       create_app(assistant): the one place that knows all parts
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
    serve.py     an app in front of a port
    pages.py     the chat page and the article page
    highlights.py  a text cut into lines and marked pieces, for the article page
    words.py     dates as people write them
    compression.py  smaller replies for those who take them
"""
