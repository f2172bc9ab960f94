"""The files that browsers get: small, from here alone, and text is only ever set as text."""

import re
from pathlib import Path

import pytest
from flask import Flask
from scripted_assistant import ScriptedAssistant

from web.app import create_app
from web.scripts import SHARES, bundle

WEB = Path(__file__).parent.parent / "web"
SCRIPTS = sorted((WEB / "static" / "js").glob("*.js"))
STYLES = sorted((WEB / "static" / "css").glob("*.css"))
TEMPLATES = sorted((WEB / "templates").glob("*.html"))
IMPORT = re.compile(r'^(?:im|ex)port[^"]*"\./(\w+)\.js";', re.MULTILINE)
LAZY = re.compile(r'import\("\./(\w+)\.js"\)')
# Ways to make markup or code out of text.
MARKUP = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment"
    r"|DOMParser|setHTML|\beval\b|new Function|srcdoc"
)
NAMES = {"ids": lambda path: path.name}


@pytest.mark.parametrize("path", SCRIPTS + STYLES + TEMPLATES, **NAMES)
def test_files_are_small_and_ask_nothing_of_other_hosts(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    assert re.findall(r"(?:src|href|url\(|from|import)\W+(?:https?:)?//", text) == []


@pytest.mark.parametrize("path", SCRIPTS, **NAMES)
def test_scripts_set_text_only_as_text(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert MARKUP.findall(text) == []
    assert text.startswith("// ")


@pytest.mark.parametrize("path", TEMPLATES, **NAMES)
def test_templates_escape_everything_and_hold_nothing_inline(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"\|\s*safe|autoescape|<style|\sstyle=|\son\w+=", text) == []
    assert re.findall(r"<script(?![^>]*src=)", text) == []


def imported(name: str) -> set[str]:
    """The scripts that a script needs before it runs, itself included."""
    found, waiting = set(), {name}
    while waiting:
        here = waiting.pop()
        found.add(here)
        text = (WEB / "static" / "js" / f"{here}.js").read_text(encoding="utf-8")
        waiting |= set(IMPORT.findall(text)) - found
    return found


def test_every_script_is_used_and_exists() -> None:
    used = imported("early") | imported("main") | imported("article")
    for path in SCRIPTS:
        for name in LAZY.findall(path.read_text(encoding="utf-8")):
            used |= imported(name)
    assert used == {path.stem for path in SCRIPTS}


@pytest.fixture
def app() -> Flask:
    return create_app(ScriptedAssistant([], {}))


def test_a_bundle_holds_its_modules_once_and_whole() -> None:
    held = [module for name in SHARES for module in parts(name)]
    assert sorted(set(held)) == sorted(path.stem for path in SCRIPTS)
    assert not set(parts("main")) & set(parts("later"))
    for name in SHARES:
        text = bundle(name)
        for module in parts(name):
            lines = (
                (WEB / "static" / "js" / f"{module}.js").read_text(encoding="utf-8").splitlines()
            )
            kept = [line for line in lines if not line.startswith(("import ", "export "))]
            assert "\n".join(kept[:3]) in text and text.count(f"\n// {module}.js\n") <= 1


def parts(name: str) -> list[str]:
    return re.findall(r"^// (\w+)\.js$", bundle(name), re.MULTILINE)


def test_scripts_are_few_and_kept_by_their_name(app: Flask) -> None:
    client = app.test_client()
    html = client.get("/").get_data(as_text=True)
    _, address = re.findall(r'<script[^>]* src="([^"]+)"', html)
    for name in SHARES:
        reply = client.get(address.replace("main", name))
        assert reply.get_data(as_text=True) == bundle(name)
        assert reply.mimetype == "text/javascript"
        assert "immutable" in reply.headers["Cache-Control"]
    assert client.get(address.replace("/scripts/", "/scripts/0")).headers["Cache-Control"] == (
        "no-store"
    )
    assert client.get(address.replace("main", "words")).status_code == 404


def test_every_file_that_a_page_names_is_there(app: Flask) -> None:
    client = app.test_client()
    for page in ("/", "/articles/none"):
        html = client.get(page).get_data(as_text=True)
        for address in re.findall(r'(?:src|href)="(/s[^"]+)"', html):
            with client.get(address) as reply:
                assert reply.status_code == 200, address


def test_every_style_is_sent_and_kept_by_its_name(app: Flask) -> None:
    client = app.test_client()
    (address,) = re.findall(
        r'rel="stylesheet" href="([^"]+)"', client.get("/").get_data(as_text=True)
    )
    reply = client.get(address)
    assert all(path.read_text(encoding="utf-8") in reply.get_data(as_text=True) for path in STYLES)
    assert "immutable" in reply.headers["Cache-Control"]
    other = client.get(address.replace("styles-", "styles-0"))
    assert other.headers["Cache-Control"] == "no-store"


def test_classes_of_scripts_and_templates_have_a_style_or_a_use() -> None:
    styles = "".join(path.read_text(encoding="utf-8") for path in STYLES)
    everything = [path.read_text(encoding="utf-8") for path in SCRIPTS + TEMPLATES]
    for name in set(re.findall(r"\.([a-z][a-z-]+)(?=[\s.:,{>)\[])", styles)):
        assert any(re.search(rf"\b{name}\b", text) for text in everything), name
