"""``make audit``: is anything known against what is installed beside this package?

pip-audit asks OSV, at ``--service``. Where there is no network, ``--advisories FILE`` names OSV's
own export instead, fetched elsewhere (the file all.zip of the ecosystem PyPI), and is asked on this
machine. Exit status 0: nothing is known; 1: something is; 2: not everything could be asked, so
nothing is said. Of when the advisories are stands in the last line.

    python tests/audit.py --advisories all.zip
"""

import argparse
import datetime
import json
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

OSV = "https://api.osv.dev/v1/query"
KNOWN, UNASKED = 1, 2

Record = dict[str, Any]


def main() -> int:
    """Audit what is installed; print what is known and of when that is."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--advisories", type=Path)
    told.add_argument("--service", default=OSV)
    options = told.parse_args()
    if options.advisories is None:
        asked_on = datetime.date.today().isoformat()
        return audit(options.service, f"{options.service}, asked on {asked_on}")
    try:
        records = read(options.advisories)
    except (OSError, zipfile.BadZipFile, ValueError) as error:
        return unasked(f"{options.advisories} holds no advisories: {error}")
    if not records:
        return unasked(f"{options.advisories} holds no advisory on a Python package")
    newest = max(str(record["modified"])[:10] for held in records.values() for record in held)
    with served(records) as address:
        return audit(address, f"{options.advisories}, the newest of {newest}")


def audit(service: str, advisories: str) -> int:
    """Have pip-audit ask a service about each package."""
    wanted = [f"{name}=={version}\n" for name, version in sorted(installed().items())]
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.writelines(wanted)
        file.flush()
        words = "-m pip_audit --no-deps --disable-pip --progress-spinner off --format json".split()
        words += ["--vulnerability-service", "osv", "--osv-url", service, "-r", file.name]
        ran = subprocess.run([sys.executable, *words], capture_output=True, text=True)
    try:
        answered = json.loads(ran.stdout)["dependencies"]
    except (ValueError, KeyError):
        last = (ran.stderr.strip().splitlines() or ["it said nothing"])[-1]
        return unasked(f"{service} did not answer ({last[:200]})")
    silent = [each["name"] for each in answered if "skip_reason" in each]
    if silent or len(answered) != len(wanted):
        return unasked(f"{service} said nothing of {', '.join(silent) or 'some packages'}")
    known = [(each, one) for each in answered for one in each["vulns"]]
    for each, one in known:
        mended = ", ".join(one["fix_versions"]) or "no version"
        sys.stdout.write(f"{each['name']} {each['version']}: {one['id']}, mended in {mended}\n")
    sys.stdout.write(
        f"{len(answered)} packages: {len(known)} known vulnerabilities (advisories: {advisories})\n"
    )
    return KNOWN if known else 0


def unasked(why: str) -> int:
    """Say that there was no audit."""
    sys.stdout.write(
        f"NOT AUDITED: {why}. Without a network: make audit ADVISORIES=all.zip, with OSV's export "
        "of the ecosystem PyPI\n"
    )
    return UNASKED


def installed() -> dict[str, str]:
    """Return the packages of this environment but our own, without local versions (+cpu)."""
    found = {each.name: each.version for each in metadata.distributions()}
    return {
        canonicalize_name(name): Version(version).public
        for name, version in found.items()
        if name != "qa"
    }


def read(file: Path) -> dict[str, list[Record]]:
    """Return the advisories on Python packages by package; withdrawn ones are none."""
    records: dict[str, list[Record]] = {}
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            record = json.loads(archive.read(name))
            if "withdrawn" in record:
                continue
            for package in _packages(record):
                records.setdefault(package, []).append(record)
    return records


def _packages(record: Record) -> set[str]:
    """Return the Python packages of an advisory, named there from now on as pip-audit does."""
    names = set()
    for each in record.get("affected", []):
        if each["package"]["ecosystem"] == "PyPI":
            each["package"]["name"] = canonicalize_name(each["package"]["name"])
            names.add(each["package"]["name"])
    return names


def meets(record: Record, package: str, version: Version) -> bool:
    """Tell whether an advisory is about this version, as OSV defines it."""
    for each in record["affected"]:
        if each["package"]["name"] != package:
            continue
        if any(_read(written) == version for written in each.get("versions", [])):
            return True
        spans = [span["events"] for span in each.get("ranges", []) if span["type"] == "ECOSYSTEM"]
        if any(_inside(events, version) for events in spans):
            return True
    return False


def _inside(events: list[dict[str, str]], version: Version) -> bool:
    points = [(_read(written), kind) for event in events for kind, written in event.items()]
    if any(at is None for at, _ in points):
        return True  # rather one to look at too many
    inside = False
    for at, kind in sorted((at, kind) for at, kind in points if at is not None):
        if kind == "introduced":
            inside = inside or at <= version
        elif kind == "fixed":
            inside = inside and version < at
        elif kind == "last_affected":
            inside = inside and version <= at
    return inside


def _read(written: str) -> Version | None:
    try:
        return Version(written)
    except InvalidVersion:
        return None


@contextmanager
def served(records: dict[str, list[Record]]) -> Iterator[str]:
    """Answer pip-audit as OSV does, from these advisories, on this machine alone."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            package = canonicalize_name(query["package"]["name"])
            version = Version(query["version"])
            met = [each for each in records.get(package, []) if meets(each, package, version)]
            said = json.dumps({"vulns": met} if met else {}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
    finally:
        server.shutdown()
        server.server_close()


if __name__ == "__main__":
    sys.exit(main())
