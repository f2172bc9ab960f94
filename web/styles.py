"""The style sheet of the pages: the small files of ``static/css`` as one, kept by browsers."""

from functools import cache
from pathlib import Path

from flask import Blueprint, Response, url_for

from web.caching import kept, version_of
from web.compression import compressed

FOLDER = Path(__file__).parent / "static" / "css"
# In this order: later rules win over earlier ones of the same weight.
ON_SCREEN = ("type", "source", "article", "chat", "cards", "dialog", "timeline", "quoting", "docs")
ON_PAPER = "print"

styles = Blueprint("styles", __name__)
styles.after_request(compressed)


@cache
def style_sheet() -> str:
    """Return all rules as one text."""
    screen = [(FOLDER / f"{name}.css").read_text(encoding="utf-8") for name in ON_SCREEN]
    paper = (FOLDER / f"{ON_PAPER}.css").read_text(encoding="utf-8")
    return "".join([*screen, f"@media print {{\n{paper}}}\n"])


@styles.get("/styles-<name>.css")
def sheet(name: str) -> Response:
    """Send the style sheet; under the name of other rules it is not to be kept."""
    response = Response(style_sheet(), mimetype="text/css")
    return kept(response, current=name == version_of(style_sheet()))


@styles.app_template_global()
def style_address() -> str:
    """Return the address of the style sheet as it is now."""
    return url_for("styles.sheet", name=version_of(style_sheet()))
