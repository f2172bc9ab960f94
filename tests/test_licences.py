"""What people install with this package may be passed on without conditions on their own work."""

import json
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from wheel_fixtures import ROOT, closure


def test_no_dependency_asks_for_more_than_to_be_named() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    texts = project["dependencies"] + [
        text for name, needs in extras.items() if name != "dev" for text in needs
    ]
    wanted = [Requirement(text) for text in texts]
    count = len(wanted)
    names = sorted(name for name in closure(wanted) if installed(name))
    assert len(names) > count > 20
    tool = Path(sys.executable).with_name("pip-licenses")
    listed = subprocess.run(
        [tool, "--from=mixed", "--format=json", "--packages", *names],
        capture_output=True,
        text=True,
        check=True,
    )
    licences = {each["Name"]: each["License"] for each in json.loads(listed.stdout)}
    assert licences
    # of several that are offered one may choose
    bound = {
        name: licence
        for name, licence in licences.items()
        if all(re.search(r"GPL|SSPL|BUSL|AGPL|Commons Clause", each) for each in options(licence))
    }
    assert not bound


def options(licence: str) -> list[str]:
    """The licences that one may choose among."""
    return re.split(r" OR |; ", licence)


def installed(name: str) -> bool:
    try:
        return metadata.version(name) != ""
    except metadata.PackageNotFoundError:
        return False


def test_licences_are_listed_by_a_command() -> None:
    ran = subprocess.run(["make", "-n", "licences"], cwd=ROOT, capture_output=True, text=True)
    assert "pip-licenses" in ran.stdout
