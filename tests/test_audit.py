"""An audit of the dependencies says what is known, of when that is, and never passes unasked."""

import json
import subprocess
import sys
import zipfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

import audit
import pytest
from conftest import ROOT
from packaging.version import Version

FLASK = version("flask")


def record(name: str, number: str, **affected: Any) -> dict[str, Any]:
    package = {"name": name, "ecosystem": "PyPI"}
    modified = "2026-11-02T10:00:00Z"
    return {"id": number, "modified": modified, "affected": [{"package": package, **affected}]}


def ecosystem(*events: dict[str, str]) -> dict[str, Any]:
    return {"ranges": [{"type": "ECOSYSTEM", "events": list(events)}]}


HIT = record("Flask", "PYSEC-1", **ecosystem({"introduced": "0"}, {"fixed": "9999"}))
MISSED = record("flask", "PYSEC-2", versions=["0.1"], **ecosystem({"introduced": "9999"}))
WITHDRAWN = HIT | {"id": "PYSEC-3", "withdrawn": "2026-11-03T10:00:00Z"}


def audited(tmp_path: Path, *records: dict[str, Any]) -> tuple[int, str]:
    file = tmp_path / "all.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for each in records:
            archive.writestr(f"{each['id']}.json", json.dumps(each))
    return ran("--advisories", str(file))


def ran(*words: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, audit.__file__, *words], capture_output=True, text=True, cwd=ROOT
    )
    assert not done.stderr, done.stderr
    return done.returncode, done.stdout


def test_what_is_known_is_named_and_dated(tmp_path: Path) -> None:
    status, said = audited(tmp_path, HIT, MISSED)
    assert status == 1
    assert f"flask {FLASK}: PYSEC-1, mended in 9999" in said
    assert "PYSEC-2" not in said
    assert "1 known vulnerabilities" in said and "the newest of 2026-11-02" in said


def test_nothing_known_passes_with_the_number_of_what_was_asked(tmp_path: Path) -> None:
    status, said = audited(tmp_path, MISSED)
    assert status == 0
    assert f"{len(audit.installed())} packages: 0 known vulnerabilities" in said
    assert len(audit.installed()) > 50


def test_without_advisories_nothing_passes(tmp_path: Path) -> None:
    for status, said in (
        audited(tmp_path, WITHDRAWN),
        audited(tmp_path),
        ran("--advisories", str(tmp_path / "absent.zip")),
        # the same as no network: nobody listens there
        ran("--service", "http://127.0.0.1:9/v1/query"),
    ):
        assert status == 2
        assert said.startswith("NOT AUDITED: ")


@pytest.mark.parametrize(
    ("events", "inside"),
    [
        ([{"introduced": "0"}], True),
        ([{"introduced": "0"}, {"fixed": "2.0"}], False),
        ([{"introduced": "1.0"}, {"fixed": "2.0"}, {"introduced": "2.0.1"}], True),
        ([{"introduced": "3"}], False),
        ([{"last_affected": "2.1"}, {"introduced": "0"}], True),
        ([{"introduced": "0"}, {"last_affected": "2.0"}], False),
        ([{"introduced": "0"}, {"fixed": "a commit"}], True),
    ],
)
def test_a_version_is_met_as_osv_defines_it(events: list[dict[str, str]], inside: bool) -> None:
    assert audit.meets(record("a", "1", **ecosystem(*events)), "a", Version("2.1")) is inside


def test_the_audit_is_one_command() -> None:
    words = ["make", "-n", "audit", "ADVISORIES=all.zip"]
    said = subprocess.run(words, cwd=ROOT, capture_output=True, text=True).stdout
    assert "tests/audit.py --advisories all.zip" in said
