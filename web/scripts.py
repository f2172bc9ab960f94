"""The scripts of the pages: the modules of ``static/js`` joined into a few, kept by browsers.

A browser fetches one file instead of thirty. Each module becomes a function that is called once, in
the order in which they need each other, so that names of one do not meet those of another; its
lines stay as they are written, to be read in a debugger. The modules themselves run as well.
"""

import re
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, url_for
from werkzeug.exceptions import NotFound

from web.caching import kept, version_of
from web.compression import compressed

FOLDER = Path(__file__).parent / "static" / "js"
# What each bundle begins with; modules that ``chat`` holds are not repeated in what comes later.
# ``early`` is no module, for those run only once the page has been read.
EARLY, CHAT, LATER, ARTICLE = "early", "main", "later", "article"
SHARES = {EARLY: None, CHAT: None, LATER: CHAT, ARTICLE: None}

# The forms of import and export that are written here; whatever else is left over is an error.
NAMED = re.compile(r'^import (\{[^}]*\}) from "\./(\w+)\.js";', re.MULTILINE)
WHOLE = re.compile(r'^import \* as (\w+) from "\./(\w+)\.js";', re.MULTILINE)
PASSED_ON = re.compile(r'^export (\{[^}]*\}) from "\./(\w+)\.js";', re.MULTILINE)
DECLARED = re.compile(r"^export (?=(?:async )?(?:function\*?|const|class) (\w+))", re.MULTILINE)
LEFT_OVER = re.compile(r"^(?:import|export)\b(?!\().*", re.MULTILINE)

scripts = Blueprint("scripts", __name__)
scripts.after_request(compressed)


@scripts.get("/scripts/<version>/<name>.js")
def script(version: str, name: str) -> Response:
    """Send a bundle; under the version of other scripts it is not to be kept.

    :raises NotFound: when there is no bundle of that name.
    """
    if name not in SHARES:
        raise NotFound(f"There is no script {name!r}.")
    response = Response(bundle(name), mimetype="text/javascript")
    return kept(response, current=version == current_version())


@scripts.app_template_global()
def script_address(name: str) -> str:
    """Return the address of a bundle as it is now."""
    return url_for("scripts.script", version=current_version(), name=name)


@cache
def current_version() -> str:
    """Return the name of all bundles: they import one another, so they change together."""
    return version_of(*map(bundle, SHARES))


@cache
def bundle(name: str) -> str:
    """Return the module ``name`` and all that it needs as one module; ``early`` as it is.

    :raises ValueError: when a module imports or exports in a form that is not known here.
    """
    if name == EARLY:
        return f"// {name}.js\n{_source(name)}"
    shared = SHARES[name]
    there = modules(shared) if shared else []
    own = [module for module in modules(name) if module not in there]
    names = [f"${module}" for module in own] + _rewritten(name)[1]
    return "".join(
        [
            f'import {{ {", ".join(f"${each}" for each in there)} }} from "./{shared}.js";\n'
            if shared
            else "",
            *map(_joined, own),
            f"const {{ {', '.join(_rewritten(name)[1])} }} = ${name};\n",
            f"export {{ {', '.join(names)} }};\n",
        ]
    )


def modules(name: str) -> list[str]:
    """Return the module ``name`` and all that it imports, each after those that it needs itself."""
    ordered: list[str] = []

    def visit(module: str, above: tuple[str, ...]) -> None:
        if module in above:
            raise ValueError(f"the scripts {', '.join((*above, module))} import one another")
        if module not in ordered:
            text = _source(module)
            for pattern in (NAMED, WHOLE, PASSED_ON):
                for _, needed in pattern.findall(text):
                    visit(needed, (*above, module))
            ordered.append(module)

    visit(name, ())
    return ordered


def _source(module: str) -> str:
    """Return the text of a module."""
    return (FOLDER / f"{module}.js").read_text(encoding="utf-8")


def _joined(module: str) -> str:
    """Return a module as a function that has been called: a constant with all that it exports."""
    text, names = _rewritten(module)
    exported = f"return {{ {', '.join(names)} }};"
    return f"// {module}.js\nconst ${module} = (() => {{\n{text}{exported}\n}})();\n"


def _rewritten(module: str) -> tuple[str, list[str]]:
    """Return a module's text with its imports as constants, and the names that it exports.

    >>> text, names = _rewritten("brief")
    >>> text.splitlines()[2], names
    ('const { actions } = $card;', ['briefCard', 'spokenBrief'])
    """
    text = _source(module)
    names = DECLARED.findall(text)
    for braced, _ in PASSED_ON.findall(text):
        names += re.findall(r"\w+", braced)
    text = NAMED.sub(lambda match: f"const {match[1].replace(' as ', ': ')} = ${match[2]};", text)
    text = WHOLE.sub(r"const \1 = $\2;", text)
    text = PASSED_ON.sub(r"const \1 = $\2;", text)
    text = DECLARED.sub("", text)
    if left := LEFT_OVER.search(text):
        raise ValueError(f"{module}.js: {left[0]!r} is no import or export that can be joined")
    return text, names
