"""The shape of the code: who may import whom, how long a file is, what a light import brings."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

MODULES = sorted(ROOT.glob("qa/**/*.py")) + sorted(ROOT.glob("web/**/*.py"))

# Lower may not import higher. dates and ingest stand side by side but for article times.
LAYERS = [
    {"qa.errors"},
    {"qa.extras"},
    {"qa.contract"},
    {"qa.text"},
    {"qa.protocols"},
    {"qa.dates", "qa.ingest"},
    {"qa.index"},
    {"qa.question"},
    {"qa.retrieve"},
    {"qa.read"},
    {"qa.answer"},
    {"qa.timeline", "qa.suggestions", "qa.trace"},
    {"qa.answering"},
    {"qa.assistant"},
    {"qa.adapters", "qa.terminal", "qa.evaluate", "qa.train", "qa.client", "qa.__main__", "web"},
]


def rooms(name: str) -> list[Path]:
    """The files of a room."""
    return sorted((ROOT / "qa" / name).rglob("*.py"))


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def part_of(module: str) -> str:
    """The entry of LAYERS that a module belongs to."""
    parts = module.split(".")
    return "web" if parts[0] == "web" else ".".join(parts[:2])


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            base = node.module or ""
            found |= {
                f"{base}.{alias.name}"
                if (ROOT / base.replace(".", "/") / f"{alias.name}.py").exists()
                else base
                for alias in node.names
            }
    return {name for name in found if name.split(".")[0] in ("qa", "web")}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_only_what_is_below_it(path: Path) -> None:
    levels = {part: level for level, parts in enumerate(LAYERS) for part in parts}
    own = part_of(name_of(path))
    if own == "qa":  # the package itself names its public parts
        return
    for name in imports(path):
        other = part_of(name)
        assert levels[other] <= levels[own], f"{name_of(path)} imports {name}"
        if own == "qa.client":
            assert other in ("qa.client", "qa.contract", "qa.errors")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_file_is_one_idea_and_says_which(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    assert ast.get_docstring(ast.parse(text)), f"{path} has no docstring"


def test_importing_qa_is_light() -> None:
    heavy = ["torch", "faiss", "openvino", "transformers", "numpy", "flask", "qa.contract.answer"]
    code = f"import sys, qa; print([name for name in {heavy} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_importing_the_command_loads_no_model() -> None:
    heavy = ["torch", "faiss", "openvino", "transformers", "numpy", "rich"]
    code = f"import sys, qa.terminal.cli; print([name for name in {heavy} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_public_names_are_sorted_and_there() -> None:
    import qa

    assert qa.__all__ == sorted(qa.__all__)
    for name in qa.__all__:
        assert getattr(qa, name).__name__ == name
    with pytest.raises(AttributeError):
        _ = qa.Nonsense


ASKING = [
    ROOT / "qa" / "answering.py",
    ROOT / "qa" / "assistant.py",
    ROOT / "qa" / "index" / "view.py",
    *(path for room in ("question", "retrieve", "read", "answer") for path in rooms(room)),
]
MOST_PARAMETERS = 5


@pytest.mark.parametrize("path", ASKING, ids=name_of)
def test_a_function_of_the_asking_path_takes_few_parameters(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            given = node.args.posonlyargs + node.args.args + node.args.kwonlyargs
            named = [each.arg for each in given if each.arg not in ("self", "cls")]
            assert len(named) <= MOST_PARAMETERS, f"{name_of(path)}.{node.name}: {named}"


def test_asking_evaluating_and_fitting_go_through_one_pipeline() -> None:
    """What reads, ranks and judges is called in one place, and that is asked by all others."""
    calls = {"rank": set(), "judge": set(), "retrieve_in_time": set(), "judge_question": set()}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(getattr(node, "func", None), "id", "")
            if isinstance(node, ast.Call) and name in calls:
                calls[name].add(name_of(path))
    assert calls["judge"] == {"qa.answering"}
    assert calls["rank"] == {"qa.answering"}
    # what a brief is made of; how much the time in a question is worth to retrieval alone
    others = {"qa.retrieve.topic", "qa.evaluate.scope"}
    assert calls["retrieve_in_time"] == {"qa.answering", *others}
    assert calls["judge_question"] >= {"qa.evaluate.sentences", "qa.train.gather"}
