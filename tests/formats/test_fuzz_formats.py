"""Changed files of every format: articles or a reason, nothing else, and in bounds.

A sample; ``python tests/formats/fuzz_formats.py 100000`` reads more.
"""

import subprocess
import sys
from pathlib import Path

import fuzz_formats
from conftest import ROOT


def test_changed_files_give_articles_or_reasons() -> None:
    ran = subprocess.run(
        [sys.executable, fuzz_formats.__file__, "300", "--seed", "suite"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert (ran.returncode, ran.stdout) == (0, "300 inputs read: 0 went wrong\n")


def test_a_number_makes_the_same_file_in_every_process(tmp_path: Path) -> None:
    name, data = fuzz_formats.made("suite", 7)
    words = [sys.executable, fuzz_formats.__file__, "--seed", "suite", "--show", "7"]
    subprocess.run(words, cwd=tmp_path, check=True, stdout=subprocess.DEVNULL)
    assert (tmp_path / f"7-{name}").read_bytes() == data
