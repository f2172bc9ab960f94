"""Commands that make data: near misses, attributions, sentences side by side, wordings."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.contract.article import Span
from qa.train.reporting import console

if TYPE_CHECKING:
    from qa.evaluate.squad import Example

Files = Annotated[list[Path], typer.Argument(help="SQuAD JSON files, plain or .gz")]
Out = Annotated[Path, typer.Option(help="file to write, .json.gz")]
HeldOut = Annotated[Path | None, typer.Option(help="file of question ids never used, one a line")]


def near_misses(
    files: Files,
    out: Out,
    searched: Annotated[float, typer.Option(help="share whose other windows are looked for")] = 0.2,
    most: Annotated[int, typer.Option(help="most of a kind")] = 100_000,
    held_out: HeldOut = None,
    seed: int = 1,
) -> None:
    """Make questions that a sentence nearly answers, and the same questions answered."""
    from qa.read.reader import MODEL
    from qa.read.verifier import VERIFIER
    from qa.train import near_misses as rules
    from qa.train.joining import write_examples
    from qa.train.mixture import examples_of

    read, likes = _reading(VERIFIER), _likes(MODEL)
    examples = examples_of(files, held_out)
    misses = rules.near_misses(examples, read, likes, searched=searched, seed=seed)
    kept, counts = rules.balanced(misses, most, seed)
    write_examples(kept, out)
    _report(out, counts)


def attributions(
    file: Annotated[Path, typer.Argument(help="PolNeAR, .jsonl.gz")], out: Out, seed: int = 1
) -> None:
    """Make questions of who said what, answered and with the wrong speaker."""
    from qa.train.attributions import attribution_questions

    _write(list(attribution_questions(file, seed=seed)), out)


def unlabelled(
    file: Annotated[Path, typer.Argument(help=".jsonl.gz of articles and questions")],
    out: Out,
    most: Annotated[int, typer.Option(help="most questions of an article")] = 4,
    articles: Annotated[int, typer.Option(help="articles whose questions are asked")] = 100_000,
    after: Annotated[int, typer.Option(help="articles before these, asked another time")] = 0,
    seed: int = 1,
) -> None:
    """Have the verifier answer questions that came without, and ask them of other articles."""
    from qa.read.reader import MODEL
    from qa.read.verifier import VERIFIER
    from qa.train.unlabelled import read_asked, taught

    asked = read_asked(file, most, seed)
    read, likes = _reading(VERIFIER), _likes(MODEL)
    _write(list(taught(asked, read, likes, after=after, most=articles)), out)


def side_by_side(
    files: Files,
    out: Out,
    share: Annotated[float, typer.Option(help="share of the questions")] = 0.2,
    held_out: HeldOut = None,
    seed: int = 1,
) -> None:
    """Put sentences of several passages into one input, of which one answers or none does."""
    from qa.read.reader import MODEL
    from qa.train import side_by_side as rules
    from qa.train.mixture import examples_of

    examples = examples_of(files, held_out)
    _write(list(rules.side_by_side(examples, _likes(MODEL), share=share, seed=seed)), out)


def wordings(
    files: Files,
    out: Out,
    share: Annotated[float, typer.Option(help="share of the questions")] = 0.1,
    held_out: HeldOut = None,
    seed: int = 1,
) -> None:
    """Put questions as people type them, with what a verifier is shown."""
    import random

    from qa.train.cropping import shortened
    from qa.train.joining import write_examples
    from qa.train.mixture import examples_of
    from qa.train.wordings import reworded

    examples = examples_of(files, held_out)
    drawn = random.Random(seed).sample(examples, round(share * len(examples)))
    typed = reworded(drawn, seed=seed)
    write_examples(shortened((example for _, example in typed), seed=seed), out)
    _report(out, Counter(wording for wording, _ in typed))


def _likes(folder: Path) -> Callable[[str, Sequence[str]], list[float]]:
    read = _reading(folder)
    return lambda question, texts: [margin for margin, _ in read(question, texts)]


def _reading(folder: Path) -> Callable[[str, Sequence[str]], list[tuple[float, Span]]]:
    """Return how the span model of ``folder`` judges texts: margin and best span of each."""
    from qa.read.span_model.model import SpanModel
    from qa.read.span_model.pieces import characters, whole_words
    from qa.read.verifier import best_span

    model = SpanModel.load(folder)

    def read(question: str, texts: Sequence[str]) -> list[tuple[float, Span]]:
        pieces = model.encode(texts)
        judged = [(-100.0, Span(0, 1))] * len(texts)
        for reading in model.read(question, [of_text.ids for of_text in pieces]):
            likeliest = best_span(reading, 0, len(reading.ids) - 1)
            if likeliest.score > judged[reading.text][0]:
                of_text = pieces[reading.text]
                whole = whole_words(of_text, likeliest, reading.first)
                shown = characters(texts[reading.text], of_text, whole)
                judged[reading.text] = likeliest.score, Span(shown.start, shown.end)
        return judged

    return read


def _write(made: Sequence[tuple[str, "Example"]], out: Path) -> None:
    """Write examples by passage, as files are, and say how many there are of each kind."""
    from qa.train.joining import write_examples

    write_examples(sorted((e for _, e in made), key=lambda e: (e.context, e.id)), out)
    _report(out, Counter(kind for kind, _ in made))


def _report(out: Path, counts: Counter[str]) -> None:
    console.print(f"{out}: " + ", ".join(f"{kind} {n}" for kind, n in sorted(counts.items())))
