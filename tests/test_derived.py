"""What is derived from a text carries a version, and the version tells when it comes out otherwise.

When this fails because sentences, passages, times or words are meant to come out differently now,
raise ``DERIVED`` in ``qa/index/derive.py`` (or ``WORDS`` in ``qa/index/passage_rows.py``), so that
every index is brought up to it, and run ``python tests/test_derived.py`` to record what is new.
"""

import hashlib
import json
from pathlib import Path

from fakes import WordEmbedder

from qa.index.derive import DERIVED, prepare
from qa.index.passage_rows import WORDS
from qa.index.schema import WORDS_TABLE
from qa.ingest.articles import article_from_text
from qa.text.words import searchable

RECORD = Path(__file__).parent / "golden" / "derived.json"
SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
MORE = (
    "Ministers meet\n\nWASHINGTON, April 1, 2011 (Reuters) - The U.S. met the E.U. on Tuesday. "
    "Dr. Pena said: “We were there last week.” It began at 5 p.m. Friday. "
    "It is open from 9 a.m. to 5 p.m. on weekdays.\n\n"
    "Nothing came of it in 2010.",
    "Café prices\n\nPUBLISHED: 2012-02-29\n\nAt the Café de l’Étoile, prices rose 1,200 percent in "
    "two years, from Dec. 21 on. It had been due to close on Friday, a week before.\n\n"
    + "One more sentence of many words stands here. "
    * 60,
)


def derived() -> dict[str, dict[str, str]]:
    """The versions of today, and what they make of a few texts."""
    embedder = WordEmbedder()
    texts = [*(path.read_bytes().decode() for path in SEEDS), *MORE]
    made, words = hashlib.sha256(), hashlib.sha256(WORDS_TABLE.encode())
    for number, text in enumerate(texts):
        article = article_from_text(text, f"{number}.txt", title="A title", published="2012-03-01")
        prepared = prepare(article, embedder)
        made.update(repr((prepared.sentences, prepared.passages, prepared.times)).encode())
        words.update(searchable(text).encode())
    return {
        "derived": {"version": DERIVED, "sha256": made.hexdigest()},
        "words": {"version": WORDS, "sha256": words.hexdigest()},
    }


def test_what_comes_out_otherwise_has_another_version() -> None:
    record, now = json.loads(RECORD.read_text()), derived()
    for part, name in (("derived", "qa/index/derive.py"), ("words", "qa/index/passage_rows.py")):
        if now[part]["sha256"] != record[part]["sha256"]:
            assert now[part]["version"] != record[part]["version"], (
                f"{part}: the same texts give something else than version "
                f"{record[part]['version']} gave. Raise it in {name}, then record it: "
                "python tests/test_derived.py"
            )
    assert now == record, "record what the new version makes: python tests/test_derived.py"


if __name__ == "__main__":
    RECORD.write_text(json.dumps(derived(), indent=1) + "\n")
