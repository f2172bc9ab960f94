"""What is deployed does what its files say: image, units, and indexing that nobody watches."""

import configparser
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from conftest import ROOT, SEEDS
from wheel_fixtures import SITE, Environment, tracked

from qa.client import Client
from qa.index.store import open_store

DEPLOY = ROOT / ".deploy"
DOCKERFILE = DEPLOY / "Dockerfile"
UNITS = sorted(DEPLOY.glob("qa*.service")) + sorted(DEPLOY.glob("*.timer"))
INSTALLED = "/opt/qa/bin/qa"
NOBODY = 65534
# In tenths of what systemd-analyze calls exposure: 2.0 is its "OK".
EXPOSURE = 20
START_SECONDS = 180

needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="no systemd-analyze here"
)


def test_the_image_has_no_fault_that_hadolint_knows() -> None:
    lint = Path(sys.executable).with_name("hadolint")
    ran = subprocess.run([lint, "--no-color", DOCKERFILE], capture_output=True, text=True)
    assert (ran.returncode, ran.stdout) == (0, "")


def test_the_image_is_run_without_rights_and_starts_a_command_that_is_there(
    plain: Environment,
) -> None:
    lines = DOCKERFILE.read_text().splitlines()
    told = {line.split()[0]: line.partition(" ")[2] for line in lines if line[:1].isupper()}
    assert int(told["USER"]) > 0
    assert told["VOLUME"] == told["WORKDIR"] == "/data"
    assert json.loads(told["ENTRYPOINT"]) == ["qa"]
    help_text = plain.run("qa", json.loads(told["CMD"])[0], "--help")
    for option in json.loads(told["CMD"]):
        if option.startswith("--"):
            assert option in help_text


def test_the_image_is_built_from_what_it_needs_alone() -> None:
    ignored, *kept = [
        line
        for line in (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()
        if line.startswith(("!", "*\n")) or line == "*"
    ]
    assert ignored == "*"
    for name in kept:
        assert tracked(name.removeprefix("!")), name


@needs_systemd
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_takes_the_unit(unit: Path, tmp_path: Path) -> None:
    for each in UNITS:
        text = each.read_text().replace(INSTALLED, shutil.which("true") or "")
        (tmp_path / each.name).write_text(text)
    ran = subprocess.run(
        ["systemd-analyze", "verify", tmp_path / unit.name], capture_output=True, text=True
    )
    assert (ran.returncode, ran.stderr) == (0, "")


@needs_systemd
@pytest.mark.parametrize("unit", sorted(DEPLOY.glob("*.service")), ids=lambda unit: unit.name)
def test_the_unit_is_kept_in(unit: Path) -> None:
    ran = subprocess.run(
        [
            "systemd-analyze",
            "security",
            "--offline=true",
            "--no-pager",
            f"--threshold={EXPOSURE}",
            unit,
        ],
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout[-300:]


def command_of(unit: str) -> list[str]:
    """What a unit runs, without the path that it is installed at."""
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(DEPLOY / unit)
    return parser["Service"]["ExecStart"].removeprefix(INSTALLED).split()


# A file system of its own in which nothing can be written but the state, and a user without rights.
JAIL = """
set -e
mount --make-rprivate /
mount --bind {base} {tree}/python
mount --bind {state} {state}
mount -o remount,bind,ro /
mountpoint -q /tmp && mount -o remount,bind,ro /tmp
cd {state}
exec setpriv --reuid={user} --regid={user} --clear-groups --no-new-privs --bounding-set=-all \\
    --inh-caps=-all env -i PATH=/usr/bin TMPDIR={state}/tmp PYTHONPATH={paths} \\
    LD_LIBRARY_PATH={tree}/python/lib \\
    {tree}/python/bin/python3 -m qa "$@"
"""


@pytest.fixture
def jail(wheel: Path) -> Iterator[tuple[list[str], Path]]:
    """The start of a command line that runs the wheel in a jail, and its state directory."""
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("only root can become a user without rights")
    if subprocess.run(["unshare", "--mount", "true"], capture_output=True).returncode:
        pytest.skip("no mount namespaces here")
    # pytest's own folders are closed to other users
    tree = Path(tempfile.mkdtemp(prefix="qa-deployed-"))
    tree.chmod(0o755)
    state = tree / "state"
    for name in ("python", "wheel", "state", "state/tmp"):
        (tree / name).mkdir(mode=0o755)
    shutil.unpack_archive(wheel, tree / "wheel", "zip")
    for folder in (state, state / "tmp"):
        os.chown(folder, NOBODY, NOBODY)
    script = JAIL.format(
        base=sys.base_prefix,
        tree=tree,
        state=state,
        user=NOBODY,
        paths=f"{tree / 'wheel'}:{SITE}",
    )
    yield ["unshare", "--mount", "sh", "-c", script, "sh"], state
    shutil.rmtree(tree)


def test_the_units_run_without_rights_on_a_tree_that_cannot_be_written(
    jail: tuple[list[str], Path],
) -> None:
    start, state = jail
    articles = state.parent / "articles"
    shutil.copytree(SEEDS, articles)

    def command(unit: str) -> list[str]:
        given = [word.replace("%S/qa", str(state)) for word in command_of(unit)]
        return [*start, *(word.replace("/srv/articles", str(articles)) for word in given)]

    ran = subprocess.run(command("qa-index.service"), capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert all(path.owner() == "nobody" for path in state.rglob("*"))
    serving = command("qa.service")
    serving[serving.index("--port") + 1] = "0"
    server = subprocess.Popen(serving, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    alarm = threading.Timer(START_SECONDS, server.kill)
    alarm.start()
    try:
        ready = re.match(r"Ready at (http://\S+)", server.stdout.readline())
        assert ready, server.stderr.read()
        with Client(ready[1]) as client:
            assert client.ask("Why did China suspend ties in 2010?").answered
        assert httpx2.get(ready[1]).status_code == 200
        server.terminate()
        assert server.communicate(timeout=30)[1] == ""
        assert server.returncode == 0
    finally:
        alarm.cancel()
        server.kill()
        server.communicate()


def index(folder: Path, *options: str) -> "subprocess.Popen[str]":
    """Index as cron does: no terminal, no input, hardly an environment."""
    return subprocess.Popen(
        [sys.executable, "-m", "qa", "index", "articles", "--index", "made", *options],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder), "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_indexing_under_cron_prints_lines_and_tells_by_its_status(tmp_path: Path) -> None:
    shutil.copytree(SEEDS, tmp_path / "articles")
    statuses = []
    for change in (None, "empty.txt", "none"):
        if change == "empty.txt":
            (tmp_path / "articles" / change).touch()
        if change == "none":
            shutil.rmtree(tmp_path / "articles")
        indexing = index(tmp_path)
        said, errors = indexing.communicate()
        statuses.append(indexing.returncode)
        for text in (said, errors):
            assert not re.search(r"[\x00-\x09\x0b-\x1f]", text), repr(text)
            assert not text.startswith("\n")
        assert (errors == "") == (indexing.returncode != 2)
        assert (said == "") == (indexing.returncode == 2)
    assert statuses == [0, 3, 2]


def test_two_runs_of_cron_at_once_do_the_work_once(tmp_path: Path) -> None:
    shutil.copytree(SEEDS, tmp_path / "articles")
    runs = [index(tmp_path, "--json")]
    time.sleep(0.2)
    runs.append(index(tmp_path, "--json"))
    said = [run.communicate() for run in runs]
    assert [run.returncode for run in runs] == [0, 0], said
    outcomes = [item["outcome"] for out, _ in said for item in json.loads(out)["items"]]
    assert outcomes.count("added") == len(list(SEEDS.glob("*.txt")))
    with open_store(tmp_path / "made") as store, store.reading() as connection:
        (count,) = connection.execute("SELECT count(*) FROM article").fetchone()
    assert count == len(list(SEEDS.glob("*.txt")))
