"""The command: what it prints, and that bad input is one line, exit status 2, and no change."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, SEEDS
from fakes import WordEmbedder

from qa.contract.sureness import in_words, meaning
from qa.index.settings import settings
from qa.index.store import DATABASE, create_store
from qa.index.vectors_file import FILE

HEADLINE = "Why did China suspend ties in 2010?"


def snapshot(folder: Path) -> dict[str, bytes]:
    """All files but the side files that SQLite makes to read a database, and needs no more."""
    return {
        str(path): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


def test_ask_prints_the_quote_and_where_it_stands(qa, seeds_index: Path, assistant) -> None:  # noqa: ANN001
    status, out, _ = qa("ask", HEADLINE, "--index", seeds_index)
    assert status == 0
    words = " ".join(out.split())
    assert "[1]" in words
    share = assistant.ask(HEADLINE).right_of_hundred
    assert f"{in_words(share).capitalize()}. {meaning(share)}" in words
    assert "003_1aa9b03e41209577.txt [" in words or "000_ab1d84f086219f24.txt [" in words


def test_an_answer_to_when_leads_with_the_date(qa, seeds_index: Path) -> None:  # noqa: ANN001
    status, out, _ = qa("ask", "When did China suspend military ties?", "--index", seeds_index)
    assert status == 0
    assert out.splitlines()[0] == "→ 2010"
    assert "“Last year" in out.splitlines()[1]


def test_ask_json_is_the_answer(qa, seeds_index: Path, assistant) -> None:  # noqa: ANN001
    status, out, _ = qa("ask", HEADLINE, "--json", "--index", seeds_index)
    expected = assistant.ask(HEADLINE).to_dict()
    assert status == 0
    assert {**json.loads(out), "elapsed_ms": 0} == {**expected, "elapsed_ms": 0}


def test_articles_are_listed_and_removed(qa, tmp_path: Path) -> None:  # noqa: ANN001
    index = tmp_path / "index"
    assert qa("index", SEEDS / "003_1aa9b03e41209577.txt", "--index", index)[0] == 0
    _, out, _ = qa("articles", "--index", index)
    article_id = (
        out.split()[-1] if "\n" not in out.strip() else out.strip().splitlines()[1].split()[-1]
    )
    assert "2011-01-07" in out
    assert qa("remove", article_id, "--index", index)[0] == 0
    assert "2011-01-07" not in qa("articles", "--index", index)[1]
    status, _, err = qa("remove", article_id, "--index", index)
    assert status == 2
    assert article_id in err


def test_indexing_says_what_was_added_skipped_and_why(qa, tmp_path: Path) -> None:  # noqa: ANN001
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "good.txt").write_text("A headline\n\nThe minister resigned on Monday.\n")
    (folder / "again.txt").write_text("A headline\n\nThe minister resigned on Monday.\n")
    (folder / "empty.txt").write_text("")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 8)
    index = tmp_path / "index"
    status, out, _ = qa("index", folder, "--index", index)
    assert status == 3
    assert "1 added" in out and "1 duplicate" in out and "2 skipped" in out
    assert "  empty.txt: " in out and "  binary.txt: " in out
    (folder / "empty.txt").unlink()
    (folder / "binary.txt").unlink()
    status, out, _ = qa("index", folder, "--index", index)
    assert status == 0
    assert "1 unchanged" in out and "added" not in out
    (folder / "good.txt").unlink()
    (folder / "again.txt").write_text("Another headline\n\nThe minister stayed on Monday.\n")
    status, out, _ = qa("index", folder, "--index", index, "--json")
    assert status == 0
    assert json.loads(out)["outcomes"] == {"replaced": 1}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("white.txt", b" \n\t\r\n"),
        ("binary.txt", b"\x00\x01\x02\xff" * 500),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4),
        ("mixed.txt", b"\xff\xfe\xff\x00\xd8" * 99),
    ],
)
def test_where_nothing_can_be_read_no_index_is_made(
    qa,  # noqa: ANN001
    tmp_path: Path,
    name: str,
    content: bytes,
) -> None:
    (tmp_path / name).write_bytes(content)
    status, out, err = qa("index", tmp_path / name, "--index", tmp_path / "index")
    assert (status, err) == (3, "")
    assert f"{name}: " in out and "1 skipped (of 1 file)" in out
    assert not (tmp_path / "index").exists()


def test_the_demonstration_takes_no_other_articles(qa, tmp_path: Path) -> None:  # noqa: ANN001
    (tmp_path / "a.txt").write_text("A headline\n\nThe minister resigned on Monday.\n")
    status, out, err = qa("index", tmp_path / "a.txt")
    assert (status, out) == (2, "")
    assert "--index indexes/a" in err


def in_folder(*arguments: str):  # noqa: ANN201
    return lambda folder: [argument.replace("FOLDER", str(folder)) for argument in arguments]


def empty_folder(folder: Path) -> list[str | Path]:
    (folder / "empty").mkdir()
    return ["index", folder / "empty", "--index", folder / "index"]


def index_in_the_way(folder: Path) -> list[str | Path]:
    (folder / "file").write_text("in the way")
    return ["index", SEEDS, "--index", folder / "file" / "index"]


def index_of_another_model(folder: Path) -> list[str | Path]:
    create_store(folder / "index", settings(WordEmbedder())).close()
    return ["ask", "Who?", "--index", folder / "index"]


def damaged_index(folder: Path) -> list[str | Path]:
    (folder / DATABASE).write_bytes(b"no database " * 1000)
    return ["ask", "Who?", "--index", folder]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (in_folder("index", "FOLDER/nothing-here", "--index", "FOLDER/index"), "nothing-here"),
        (empty_folder, "no file here"),
        (in_folder("index", "FOLDER", "--map", "body=text", "--index", "FOLDER/index"), "--map"),
        (index_in_the_way, "--index"),
        (index_of_another_model, "words@1"),
        (damaged_index, "build the index again"),
        (in_folder("ask", "Who?", "--index", "FOLDER/none"), "qa index"),
        (in_folder("articles", "--index", "FOLDER/none"), "qa index"),
        (in_folder("remove", "0", "--index", "FOLDER/none"), "qa index"),
        (in_folder("serve", "--index", "FOLDER/none"), "qa index"),
    ],
)
def test_bad_input_is_one_line_and_changes_nothing(qa, tmp_path: Path, make, said: str) -> None:  # noqa: ANN001
    arguments = make(tmp_path)
    before = snapshot(tmp_path)
    status, out, err = qa(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith("qa: ") and err.count("\n") == 1
    assert said in err
    assert "Traceback" not in err
    assert snapshot(tmp_path) == before
    assert not (tmp_path / "index" / FILE).exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            [
                "",
            ],
            "empty",
        ),
        ([" \n "], "empty"),
        (["x" * 10_000], "10,000"),
        (["Who?", "--max-citations", "0"], "1 to 10"),
        (["Who?", "--as-of", "yesterday"], "2011-01-31"),
        (["Who?", "--source", "nobody.txt"], "'nobody.txt'"),
        (["Who?", "--source", "003_1aa9b03e41209577"], "'003_1aa9b03e41209577.txt'"),
        (
            ["Who?", "--published-from", "2012-01-02", "--published-to", "2012-01-01"],
            "the earlier day first",
        ),
    ],
)
def test_bad_questions_are_one_line(qa, seeds_index: Path, arguments, said: str) -> None:  # noqa: ANN001
    status, out, err = qa("ask", *arguments, "--index", seeds_index)
    assert (status, out) == (2, "")
    assert err.startswith("qa: ") and err.count("\n") == 1 and said in err


def test_limits_that_leave_nothing_are_said(qa, seeds_index: Path) -> None:  # noqa: ANN001
    limits = ["--published-from", "1996-01-01", "--published-to", "1996-12-31"]
    status, out, _ = qa("ask", HEADLINE, *limits, "--index", seeds_index)
    assert status == 4
    assert "Only 0 articles fit the period and the sources" in " ".join(out.split())


def test_a_damaged_vector_file_is_built_again(qa, tmp_path: Path) -> None:  # noqa: ANN001
    index = tmp_path / "index"
    qa("index", SEEDS / "000_ab1d84f086219f24.txt", "--index", index)
    whole = (index / FILE).read_bytes()
    (index / FILE).write_bytes(b"damaged" + whole[7:])
    status, out, _ = qa("ask", "Who is Qian Lihua?", "--index", index)
    assert status == 0
    assert (index / FILE).read_bytes() == whole


def test_hostile_text_is_shown_and_not_obeyed(qa, tmp_path: Path) -> None:  # noqa: ANN001
    evil = (
        "Big \x1b[31mred\x1b[0m news\n\nThe \x1b]0;title\x07 robot \u202efell\u202c [bold]down[/]."
    )
    (tmp_path / "evil.txt").write_text(evil, encoding="utf-8")
    qa("index", tmp_path / "evil.txt", "--index", tmp_path / "index")
    for arguments in (["articles"], ["ask", "What did the robot do?"]):
        _, out, err = qa(*arguments, "--index", tmp_path / "index")
        assert "\x1b]" not in out + err and "\x1b[31m" not in out + err
        assert "\u202e" not in out


def test_the_first_question_on_a_fresh_clone_builds_the_index(tmp_path: Path) -> None:
    (tmp_path / "seeds").symlink_to(SEEDS)
    ran = subprocess.run(
        [sys.executable, "-m", "qa", "ask", HEADLINE],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert ran.returncode == 0, ran.stderr
    assert "building indexes/seeds from seeds" in " ".join(ran.stderr.split())
    assert "[1]" in ran.stdout
    assert (tmp_path / "indexes" / "seeds" / DATABASE).exists()


QUOTED = "China suspended its military-to-military contacts with the United States"


def test_quote_says_where_words_stand_or_what_was_changed(
    qa,  # noqa: ANN001
    seeds_index: Path,
) -> None:
    status, out, _ = qa("quote", QUOTED, "--index", seeds_index)
    assert status == 0
    assert out.startswith("Exact.")
    assert "003_1aa9b03e41209577.txt [785:857]" in out
    status, out, _ = qa("quote", QUOTED.replace("suspended", "ended"), "--index", seeds_index)
    assert status == 1
    assert "changed: “ended”, the article has “suspended”" in out
    status, out, _ = qa("quote", "the moon is made of green cheese", "--index", seeds_index)
    assert (status, out) == (1, "Not in this collection.\n")
    status, out, _ = qa("quote", QUOTED, "--json", "--index", seeds_index)
    assert json.loads(out)["verdict"] == "exact"


def test_quote_checks_every_quotation_of_a_draft(
    qa,  # noqa: ANN001
    seeds_index: Path,
    tmp_path: Path,
) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(f"It reads “{QUOTED}”, they say “we are not amused by it” and “ah”.")
    status, out, _ = qa("quote", "--file", draft, "--index", seeds_index)
    assert status == 1
    assert "2 quotations: 1 exact, 1 absent (1 of one or two words not traced)." in out
    status, _, error = qa("quote", "--file", tmp_path / "none.md", "--index", seeds_index)
    assert status == 2
    assert "No such file" in error


def test_verify_tells_whether_an_answer_still_stands(
    qa,  # noqa: ANN001
    seeds_index: Path,
    tmp_path: Path,
) -> None:
    receipt = tmp_path / "answer.json"
    assert qa("ask", HEADLINE, "--receipt", receipt, "--index", seeds_index)[0] == 0
    before = snapshot(seeds_index)
    status, out, _ = qa("verify", receipt, "--index", seeds_index)
    assert status == 0
    assert "[1] Intact." in out
    assert "Asked again: the same answer." in out
    values = json.loads(receipt.read_text())
    words = values["citations"][0]["target"]["selector"][1]
    words["exact"] = words["exact"].replace("Taiwan", "Japan")
    receipt.write_text(json.dumps(values))
    status, out, _ = qa("verify", receipt, "--no-ask", "--index", seeds_index)
    assert status == 1
    assert "The receipt was altered" in out
    assert "changed: “Japan”, the article has “Taiwan”" in out
    assert snapshot(seeds_index) == before
    receipt.write_text("[]")
    status, _, error = qa("verify", receipt, "--index", seeds_index)
    assert status == 2
    assert error.startswith("qa: ")
