"""Negatives that our own retriever finds."""

from pathlib import Path

from typer.testing import CliRunner

from qa.evaluate.squad import Example, read_examples
from qa.index.embedder import SentenceEmbedder
from qa.train.cli import app
from qa.train.joining import write_examples
from qa.train.mining import mined

TOWNS = ("Aachen", "Bremen", "Celle", "Dessau", "Erfurt", "Fulda")


def examples() -> list[Example]:
    """Passages about towns, one question each; two of the towns share their river."""
    made = []
    for number, town in enumerate(TOWNS):
        river = ("Wurm", "Weser", "Aller", "Mulde", "Gera", "Weser")[number]
        text = f"The town of {town} stands on the river {river}. It has {number + 3} old bridges."
        start = text.index(river)
        answers = ((start, start + len(river)),)
        made.append(Example(town, f"On which river does {town} stand?", text, answers))
        made.append(Example(f"{town}-none", f"Who built the bridges of {town}?", text, ()))
    return made


def test_mined_passages_are_near_and_lack_the_answer(embedder: SentenceEmbedder) -> None:
    given = {example.id: example for example in examples()}
    made = mined(list(given.values()), 100, embedder)
    assert [one.id for one in made] != sorted(one.id for one in made)
    assert {one.id for one in made} == {f"{town}-mined" for town in TOWNS}
    for one in made:
        source = given[one.id.removesuffix("-mined")]
        assert one.question == source.question
        assert one.answers == ()
        assert one.context != source.context
        assert not any(gold in one.context for gold in source.golds)
        assert any(one.context == other.context for other in given.values())
    assert mined(list(given.values()), 100, embedder) == made
    assert mined(list(given.values()), 100, embedder, seed=2) != made
    assert len(mined(list(given.values()), 2, embedder)) == 2


def test_the_command_writes_a_file_and_leaves_out_what_is_held_out(tmp_path: Path) -> None:
    write_examples(examples(), tmp_path / "towns.json.gz")
    (tmp_path / "ids.txt").write_text("Aachen\nCelle", encoding="utf-8")
    files = [str(tmp_path / name) for name in ("towns.json.gz", "mined.json.gz", "ids.txt")]
    run = CliRunner().invoke(app, ["mine", files[0], "--out", files[1], "--held-out", files[2]])
    assert run.exit_code == 0, run.output
    ids = {example.id for example in read_examples(tmp_path / "mined.json.gz")}
    assert ids == {f"{town}-mined" for town in TOWNS if town not in ("Aachen", "Celle")}
