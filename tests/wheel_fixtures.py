"""The built wheel, and an environment that holds it and what it depends on, and nothing else."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
SITE = Path(sysconfig.get_paths()["purelib"])


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment and a folder to work in, both empty but for what is installed."""

    bin: Path
    folder: Path

    def run(self, *command: str, status: int = 0) -> str:
        """Run one of its commands; return what it prints, where it fails what it says of that."""
        ran = subprocess.run(
            [self.bin / command[0], *command[1:]],
            cwd=self.folder,
            env=clean(),
            capture_output=True,
            text=True,
        )
        assert ran.returncode == status, ran.stdout + ran.stderr
        return ran.stderr if status else ran.stdout


def clean() -> dict[str, str]:
    """The environment variables, less those that point Python elsewhere."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def tracked(*folders: str) -> list[str]:
    """The files of this repository in these folders, by their paths in it."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", *folders], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return listed.stdout.split("\0")[:-1]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from what is tracked."""
    source = tmp_path_factory.mktemp("source")
    for name in tracked("pyproject.toml", "README.md", "qa", "web"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, source / name)
    built = source / "built"
    pip("wheel", "--no-index", "--no-build-isolation", "--wheel-dir", str(built), str(source))
    (path,) = built.iterdir()
    return path


@pytest.fixture(scope="session")
def plain(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """The wheel installed without any extra; what it needs is lent by the environment of now."""
    place = tmp_path_factory.mktemp("environment")
    venv.create(place / "venv", symlinks=True)
    paths = sysconfig.get_paths("venv", vars={"base": str(place / "venv")})
    python = Path(paths["scripts"]) / "python"
    pip("--python", str(python), "install", "--no-index", str(wheel))
    inside = Path(paths["purelib"])
    needed = closure([Requirement(text) for text in requirements_of(inside)])
    for name in ("lent", "empty"):
        (place / name).mkdir()
    lend(needed, place / "lent")
    (inside / "lent.pth").write_text(str(place / "lent"))
    return Environment(python.parent, place / "empty")


def pip(*arguments: str) -> None:
    """Run pip without a network; nothing that it says is of interest unless it fails."""
    ran = subprocess.run(
        [sys.executable, "-m", "pip", "--quiet", *arguments, "--no-deps"],
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def requirements_of(site: Path) -> Iterable[str]:
    """What the wheel in a folder says that it depends on."""
    (distribution,) = metadata.distributions(path=[str(site)], name="qa")
    return distribution.requires or ()


def closure(wanted: list[Requirement]) -> set[str]:
    """The distributions that a plain install brings, by their canonical names."""
    needed: set[tuple[str, str]] = set()
    while wanted:
        requirement = wanted.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        name = canonicalize_name(requirement.name)
        for extra in ("", *requirement.extras):
            if (name, extra) in needed:
                continue
            needed.add((name, extra))
            try:
                required = metadata.requires(name) or ()
            except metadata.PackageNotFoundError:  # for another system
                continue
            wanted += [each for text in required if applies(each := Requirement(text), extra)]
    return {name for name, _ in needed}


def applies(requirement: Requirement, extra: str) -> bool:
    """Tell whether a requirement holds here with an extra; its marker is settled by that."""
    environment = {**default_environment(), "extra": extra}
    held = requirement.marker is None or requirement.marker.evaluate(environment)
    requirement.marker = None
    return held


def lend(names: set[str], folder: Path) -> None:
    """Link what these distributions have in the environment of now, and nothing else."""
    for name in sorted(names):
        try:
            files = metadata.files(name) or []
        except metadata.PackageNotFoundError:  # for another system
            continue
        for first in {file.parts[0] for file in files} - {"..", "__pycache__"}:
            if not (folder / first).exists():
                (folder / first).symlink_to(SITE / first)
