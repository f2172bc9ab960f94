"""/docs: the OpenAPI document as a page, made here, with nothing from elsewhere."""

from typing import Any

from apiflask import APIFlask
from flask import Blueprint, current_app, json, render_template
from markupsafe import Markup, escape

docs = Blueprint("docs", __name__, template_folder="templates")


@docs.get("/docs")
def page() -> str:
    """Show what can be called, with what goes in and what comes out."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    assert isinstance(app, APIFlask)
    spec: dict[str, Any] = app.spec  # type: ignore[assignment]
    calls = [
        {"method": method.upper(), "path": path, **call, "sent": _sent(call)}
        for path, methods in spec["paths"].items()
        for method, call in methods.items()
    ]
    return render_template("docs.html", spec=spec, calls=calls, fields=_fields)


@docs.app_template_filter("coded")
def coded(text: str) -> Markup:
    """Return a text with what stands between backticks as code."""
    pieces = str(escape(text)).split("`")
    return Markup("".join(f"<code>{one}</code>" if n % 2 else one for n, one in enumerate(pieces)))


def _sent(call: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what can be sent to a call: kind of body, schema, and an example as text."""
    content = call.get("requestBody", {}).get("content", {})
    return [
        {"kind": kind, "schema": body["schema"], "example": _example(body)}
        for kind, body in content.items()
    ]


def _example(body: dict[str, Any]) -> str:
    """Return the first example of a body or a response; empty when there is none."""
    named = [each["value"] for each in body.get("examples", {}).values()]
    value = body.get("example", named[0] if named else None)
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, indent=2, ensure_ascii=False)


def _fields(spec: dict[str, Any], schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the fields of an object: name, whether it is required, and what it is."""
    if "$ref" in schema:
        schema = spec["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    needed = schema.get("required", [])
    return [
        {"name": name, "required": name in needed, "about": field.get("description", "")}
        for name, field in schema.get("properties", {}).items()
    ]
