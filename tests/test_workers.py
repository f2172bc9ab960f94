"""Indexing shared among runs and processes gives what one run alone gives, whatever stops it."""

import json
import multiprocessing
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from qa.errors import ArticleError, IndexUnfinished
from qa.index.files import index_files
from qa.index.report import Report
from qa.index.shard import LARGE, Shard, shard_of
from qa.index.store import DATABASE
from qa.terminal.index import index_paths

# What does not say when something was written.
TABLES = {
    "article": "*",
    "source": "origin, item, name, article_id, stated",
    "passage": "*",
    "sentence": "*",
    "time_expression": "*",
    "left_out": "*",
    "date_order": "*",
    "total": "*",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of one article, of which two are the same and one is none, and a large one of many."""
    folder = tmp_path_factory.mktemp("archive")
    for number in range(6):
        text = f"Minister {number} resigns\n\nThe minister of region {number} resigned in 2010."
        (folder / f"{number}.txt").write_text(text)
    (folder / "copy.txt").write_text((folder / "3.txt").read_text())
    (folder / "nothing.txt").write_text("")
    rows = [
        {"title": f"Oak {row} falls", "text": f"A storm broke oak {row} on 25/04/2011.", "pad": "x"}
        for row in range(12)
    ]
    rows[4]["text"] = ""
    rows[0]["pad"] = "x" * LARGE
    (folder / "many.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return folder


def indexed(folder: Path, index: Path, **options: object) -> Report:
    return index_paths([folder], index, Console(quiet=True), **options)  # type: ignore[arg-type]


def contents(index: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that an index holds, in an order that does not depend on when it came."""
    held = {}
    with sqlite3.connect(index / DATABASE) as connection:
        for table, columns in TABLES.items():
            held[table] = sorted(connection.execute(f"SELECT {columns} FROM {table}"), key=repr)
    connection.close()
    return held


@pytest.fixture(scope="module")
def alone(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    index = tmp_path_factory.mktemp("alone") / "index"
    return indexed(archive, index), index


def test_workers_bring_what_one_process_brings_in_its_order(
    archive: Path, alone: tuple[Report, Path], tmp_path: Path
) -> None:
    report = indexed(archive, tmp_path / "index", workers=3)
    assert report == alone[0]
    assert contents(tmp_path / "index") == contents(alone[1])
    assert {"added", "duplicate", "skipped"} == {item.outcome for item in report.items}
    assert not multiprocessing.active_children()


def test_shares_add_up_in_any_order(
    archive: Path, alone: tuple[Report, Path], tmp_path: Path
) -> None:
    reports = [indexed(archive, tmp_path / "index", shard=Shard(number, 3)) for number in (2, 0, 1)]
    assert all(report.items for report in reports)
    together = [item.source for report in reports for item in report.items]
    assert sorted(together) == sorted(item.source for item in alone[0].items)
    assert contents(tmp_path / "index") == contents(alone[1])
    again = indexed(archive, tmp_path / "index", shard=Shard(1, 3))
    assert {item.outcome for item in again.items} <= {"unchanged", "duplicate", "skipped"}


def test_a_worker_that_dies_is_told_and_the_rest_is_brought_the_next_time(
    archive: Path, alone: tuple[Report, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qa.terminal import index as command

    def dying(*given: object, **options: object) -> object:
        for number, result in enumerate(index_files(*given, **options)):  # type: ignore[arg-type]
            yield result
            if number == 1:
                multiprocessing.active_children()[0].kill()

    with monkeypatch.context() as patch, pytest.raises(IndexUnfinished, match="run the same again"):
        patch.setattr(command, "index_files", dying)
        indexed(archive, tmp_path / "index", workers=2)
    assert not multiprocessing.active_children()
    assert contents(tmp_path / "index") != contents(alone[1])
    indexed(archive, tmp_path / "index", workers=2)
    assert contents(tmp_path / "index") == contents(alone[1])


def test_a_share_takes_out_what_is_gone_and_nothing_of_the_others(tmp_path: Path) -> None:
    folder, index = tmp_path / "files", tmp_path / "index"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.txt").write_text(f"Harbour {number} closed\n\nIt was closed.")
    indexed(folder, index)
    (folder / "1.txt").unlink()
    report = indexed(folder, index, shard=Shard(0, 4), pruned=True)
    assert report.gone == ("1.txt",)
    assert {row[2] for row in contents(index)["source"]} == {"0.txt", "2.txt", "3.txt"}


def test_items_of_a_large_file_are_not_gone_because_another_share_reads_them(
    archive: Path, tmp_path: Path
) -> None:
    for number in range(2):
        report = indexed(archive, tmp_path / "index", shard=Shard(number, 2), pruned=True)
        assert not report.gone


def test_every_name_is_in_one_share_and_in_one_part_of_it() -> None:
    shares = [Shard(number, 3) for number in range(3)]
    for name in map(str, range(200)):
        (share,) = [each for each in shares if each.takes(name)]
        assert [part.takes(name) for part in share.parts(4)].count(True) == 1
        assert not any(
            part.takes(name) for each in shares if each != share for part in each.parts(4)
        )


@pytest.mark.parametrize("written", ["", "0/2", "3/2", "1/0", "-1/2", "1", "1/2/3", "a/b"])
def test_a_share_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(ArticleError, match="NUMBER/OF"):
        shard_of(written)


@pytest.mark.parametrize(
    "options", [("--workers", "0"), ("--shard", "5/4"), ("--watch", "--workers", "2")]
)
def test_the_command_refuses_what_it_cannot_do(
    qa: Callable[..., tuple[int, str, str]], tmp_path: Path, options: tuple[str, ...]
) -> None:
    status, _, errors = qa("index", tmp_path, "--index", tmp_path / "index", *options)
    assert status == 2
    assert options[0] in errors
