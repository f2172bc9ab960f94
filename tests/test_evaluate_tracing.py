"""How well quotations are traced, on a part of the stories: floors for what the README says."""

import gzip
import json
from pathlib import Path

import pytest
from conftest import SHARED

from qa.errors import ArticleError
from qa.evaluate.tracing import evaluate_tracing

NEWS = SHARED / "data" / "news"
STORIES = NEWS / "reuters21578.jsonl.gz"
FOREIGN = NEWS / "polnear_dev.jsonl.gz"


@pytest.mark.skipif(not STORIES.exists(), reason=f"no {STORIES}")
def test_excerpts_are_traced_altered_ones_marked_and_foreign_ones_absent(tmp_path: Path) -> None:
    lines = gzip.decompress(STORIES.read_bytes()).splitlines()[::20]
    part = tmp_path / "stories.jsonl"
    part.write_bytes(b"\n".join(lines))
    figures = evaluate_tracing(part, FOREIGN, excerpts=120)
    assert figures.excerpts == 120
    assert figures.exact >= 0.995
    assert figures.altered_found >= 0.97
    assert figures.altered_marked >= 0.97
    assert figures.spliced >= 0.9
    assert figures.foreign_absent >= 0.99


def test_what_is_no_file_of_stories_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "stories.jsonl"
    file.write_text(json.dumps({"title": "x"}))
    with pytest.raises(ArticleError, match="stories"):
        evaluate_tracing(file, file)
