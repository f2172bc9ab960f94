"""The OpenAPI document is right, and the server does what it says."""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from small_assistant import quoting

from qa.contract.answer import Answer
from qa.index.collection import Outcome
from qa.ingest.articles import article_from_bytes
from web import examples
from web.app import create_app
from web.tokens import TokenFile, new_token
from web.worker import MAX_REQUEST_LINE

SEEDS = Path(__file__).parent.parent / "seeds"
# What no schema can say (days in the wrong order, a text that is no text) is refused with 422.
CHECKS = {"checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", 403, 404, 422]}}}


# A file of tokens for as long as the tests run, and a token in it that may do everything.
FOLDER = tempfile.TemporaryDirectory()
TOKENS = Path(FOLDER.name, "tokens.jsonl")
SECRET = new_token(TOKENS, "tests", "admin")[1]


def app(tokens: TokenFile | None = None) -> Any:
    articles = [article_from_bytes(path.read_bytes(), path.name) for path in SEEDS.glob("*.txt")]
    return create_app(quoting(articles), writable=True, tokens=tokens)


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return app().test_client().get("/api/v1/openapi.json").json


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def examples_in(value: Any) -> Iterator[tuple[dict[str, Any], Any]]:
    """Yield each schema with each of its examples."""
    if isinstance(value, list):
        for each in value:
            yield from examples_in(each)
    if isinstance(value, dict):
        if "schema" in value and "example" in value:
            yield value["schema"], value["example"]
        for named in value.get("examples", {}).values() if "schema" in value else ():
            yield value["schema"], named["value"]
        for each in value.values():
            yield from examples_in(each)


def test_it_is_a_valid_openapi_3_1_document(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(document).validate()


def test_it_describes_all_calls_and_no_pages(document: dict[str, Any]) -> None:
    assert {(method, path) for path, method, _ in operations(document)} == {
        ("post", "/api/v1/ask"),
        ("post", "/api/v1/ask/stream"),
        ("post", "/api/v1/search"),
        ("post", "/api/v1/timeline"),
        ("post", "/api/v1/quotes"),
        ("post", "/api/v1/quotes/draft"),
        ("post", "/api/v1/receipt"),
        ("post", "/api/v1/verify"),
        ("post", "/api/v1/feedback"),
        ("get", "/api/v1/suggestions"),
        ("get", "/api/v1/counts"),
        ("get", "/api/v1/articles"),
        ("post", "/api/v1/articles"),
        ("get", "/api/v1/articles/{article_id}"),
        ("delete", "/api/v1/articles/{article_id}"),
        ("get", "/api/v1/health"),
        ("get", "/api/v1/health/live"),
        ("get", "/api/v1/health/ready"),
        ("get", "/api/v1/collections"),
    }


def test_every_call_says_what_it_does_and_how_it_fails(document: dict[str, Any]) -> None:
    ids = set()
    for path, method, operation in operations(document):
        where = f"{method} {path}"
        assert operation["summary"], where
        assert operation["description"], where
        ids.add(operation["operationId"])
        failures = {code: each for code, each in operation["responses"].items() if code >= "400"}
        assert {"414", "431", "500"} <= set(failures), where
        for failure in failures.values():
            assert list(failure["content"]) == ["application/problem+json"], where
        for parameter in operation.get("parameters", []):
            assert parameter["description"], where
        if "requestBody" in operation:
            assert {"400", "413", "415", "422"} <= set(failures), where
            assert any(
                "example" in body or "examples" in body
                for body in operation["requestBody"]["content"].values()
            ), where
    assert len(ids) == len(list(operations(document)))


def test_every_example_fits_its_schema(document: dict[str, Any]) -> None:
    found = list(examples_in(document["paths"]))
    assert len(found) > 20
    for schema, example in found:
        if schema.get("$ref", "").endswith("/Event"):
            continue  # a stream of them, not one
        schema = {**schema, "components": document["components"]}
        Draft202012Validator(schema).validate(json.loads(json.dumps(example)))


def test_every_outcome_of_adding_is_in_the_document(document: dict[str, Any]) -> None:
    status = document["components"]["schemas"]["Added"]["properties"]["status"]
    assert sorted(status["enum"]) == sorted(get_args(Outcome))


def test_the_longest_address_of_the_document_can_be_read(document: dict[str, Any]) -> None:
    for path, method, operation in operations(document):
        longest = len(f"{method} {path}? HTTP/1.1")
        for parameter in operation.get("parameters", []):
            schema = parameter["schema"]
            assert {"maxLength", "maximum", "pattern"} & set(schema), parameter["name"]
            # a code point of four bytes is twelve characters in an address; no number or date
            # has one
            length = schema.get("maxLength", 10)
            longest += len(f"&{parameter['name']}=") + (10 if length == 10 else 12 * length)
        assert longest < MAX_REQUEST_LINE, path


def test_the_example_answer_keeps_the_law() -> None:
    citation = examples.CITATION
    for span in (citation["quote"], citation["answer"], *citation["dates"]):
        assert examples.TEXT[span["start"] : span["end"]] == span["text"]
    for span in (examples.OTHER_CITATION["quote"], examples.OTHER_CITATION["answer"]):
        assert examples.OTHER_TEXT[span["start"] : span["end"]] == span["text"]
    assert Answer.from_dict(examples.ANSWER).to_dict() == examples.ANSWER


def test_schemas_have_plain_names_and_an_answer_its_fields(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    assert {"Answer", "Citation", "Article", "Articles", "AskIn", "Problem"} <= set(schemas)
    assert [name for name in schemas if "." in name or name.endswith("Out")] == ["LeftOut"]
    assert set(schemas["Answer"]["properties"]) == {field.name for field in fields(Answer)}


api = schemathesis.openapi.from_wsgi(
    "/api/v1/openapi.json", app(), config=schemathesis.Config.from_dict(CHECKS)
)


@api.parametrize()
@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_the_server_does_what_the_document_says(case: schemathesis.Case) -> None:
    # In this process nobody takes compressed replies apart again.
    case.call_and_validate(headers={"Accept-Encoding": "identity"})


guarded = schemathesis.openapi.from_wsgi(
    "/api/v1/openapi.json", app(TokenFile(TOKENS)), config=schemathesis.Config.from_dict(CHECKS)
)


@guarded.parametrize()
@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_so_does_one_with_tokens(case: schemathesis.Case) -> None:
    headers = {"Accept-Encoding": "identity", "Authorization": f"Bearer {SECRET}"}
    case.call_and_validate(headers=headers)
