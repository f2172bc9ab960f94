"""The same question on the same collection is the same answer, byte for byte, come how it may."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from asking import Asking
from conftest import NEWS, ROOT, SEEDS

from qa.assistant import Assistant
from qa.contract.answer import Answer
from qa.contract.article import Article
from qa.ingest.articles import read_article

# A span with its date, a brief, a comparison, a misspelt word, and no answer.
ABOUT_SEEDS = (
    "Why did China suspend ties in 2010?",
    "Tell me about Taiwan",
    "Compare Gates and Panetta on China",
    "When did Chnia suspend ties?",
    "Who won the football championship?",
)
# What several articles say, and say differently.
ABOUT_NEWS = (
    "How many miners were killed?",
    "Who owns the mine?",
    "When did the strike end?",
    "Tell me about the strike",
)


def as_sent(answer: Answer) -> bytes:
    """The answer as a program gets it, but for how long it took."""
    return _bytes(answer.to_dict())


def _bytes(sent: dict[str, object]) -> bytes:
    return json.dumps({**sent, "elapsed_ms": 0}).encode()


def answers(assistant: Assistant, questions: tuple[str, ...]) -> list[bytes]:
    return [as_sent(assistant.ask(question, explain=True)) for question in questions]


# One processor, so that each network runs in one thread; everything is made anew.
ALONE = """
import os, subprocess, sys
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
qa = [sys.executable, "-m", "qa"]
subprocess.run([*qa, "index", sys.argv[1], "--index", sys.argv[2]], check=True, stdout=sys.stderr)
subprocess.run([*qa, "ask", "--batch", "--explain", "--index", sys.argv[2]], check=True)
"""


@pytest.fixture(scope="module")
def here(assistant: Assistant) -> list[bytes]:
    """The answers of this process, one after the other."""
    return answers(assistant, ABOUT_SEEDS)


def test_another_process_with_other_threads_answers_the_same(
    here: list[bytes], tmp_path: Path
) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", ALONE, str(SEEDS), str(tmp_path / "seeds")],
        input="\n".join(ABOUT_SEEDS),
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "7", "OMP_NUM_THREADS": "1"},
    )
    assert ran.returncode == 0, ran.stderr
    there = [_bytes(json.loads(line)) for line in ran.stdout.splitlines()]
    assert there == here


def test_threads_that_ask_at_once_get_the_same(assistant: Assistant, here: list[bytes]) -> None:
    with ThreadPoolExecutor(3) as pool:
        asked = [pool.submit(answers, assistant, ABOUT_SEEDS[n : n + 2]) for n in range(3)]
        assert [each.result() for each in asked] == [here[n : n + 2] for n in range(3)]


@pytest.fixture(scope="module")
def asking(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Asking:
    return Asking(assistant, tmp_path_factory.mktemp("determinism"))


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    subjects = ("mine_*.txt", "strike_*.txt")
    return [read_article(path) for each in subjects for path in sorted(NEWS.glob(each))]


@pytest.fixture(scope="module")
def in_order(asking: Asking, articles: list[Article]) -> Iterator[list[bytes]]:
    """The answers of a collection to which the articles were added as they come."""
    with asking.collection(articles) as assistant:
        yield answers(assistant, ABOUT_NEWS)


def test_neither_order_nor_what_was_removed_leaves_a_trace(
    asking: Asking, articles: list[Article], in_order: list[bytes]
) -> None:
    passing = [read_article(path) for path in sorted(NEWS.glob("takeover_*.txt"))[:2]]
    other = articles[1::2][::-1] + articles[::2]
    with asking.collection([passing[0], *other[:5], passing[1], *other[5:]]) as assistant:
        digest = assistant.collection().digest
        for article in (*passing, articles[0]):
            assistant.remove(article.id)
        assistant.add(articles[0])
        assert without_name(answers(assistant, ABOUT_NEWS)) == without_name(in_order)
        assert assistant.collection().digest != digest


def without_name(sent: list[bytes]) -> list[bytes]:
    """The answers without the name of the collection, which is its folder's."""
    plain = [json.loads(each) for each in sent]
    return [_bytes({**each, "collection": {**each["collection"], "name": ""}}) for each in plain]
