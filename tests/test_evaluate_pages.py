"""How well pages are dated, measured on pages whose dates are known."""

from pathlib import Path

import pytest
from conftest import SHARED
from test_page_dates import STORY, page

from qa.errors import ArticleError
from qa.evaluate.pages import evaluate_pages

DATA = SHARED / "data" / "pages" / "dates"


def test_a_folder_without_a_list_of_pages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="eval_default.json"):
        evaluate_pages(tmp_path)
    (tmp_path / "eval_default.json").write_text("[1]")
    with pytest.raises(ArticleError, match="no list of pages"):
        evaluate_pages(tmp_path)


def test_the_measure_counts_right_wrong_and_none(tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    dated = page('<meta name="pubdate" content="2012-09-18">')
    for name, html in {"a": dated, "b": dated, "c": page().replace(STORY, "")}.items():
        (tmp_path / "html" / name).write_text(html)
    (tmp_path / "eval_default.json").write_text(
        '{"https://a.example/": {"file": "a", "date": "2012-09-18"},'
        '"https://b.example/": {"file": "b", "date": "2012-09-19"},'
        '"https://c.example/": {"file": "c", "date": "2012-09-18"}}'
    )
    figures = evaluate_pages(tmp_path)
    assert (figures.ours.right, figures.ours.wrong, figures.ours.none) == (1, 1, 1)
    assert (figures.ours_held_out.right, figures.ours_held_out.wrong) == (0, 1)
    assert figures.htmldate.right == 1


@pytest.mark.skipif(not DATA.exists(), reason=f"no pages with known dates at {DATA}")
def test_pages_with_known_dates_are_dated_as_well_as_by_htmldate_with_fewer_mistakes() -> None:
    figures = evaluate_pages(DATA)
    assert figures.pages == 91
    assert figures.ours.right >= max(85, figures.htmldate.right)
    assert figures.ours.wrong < figures.htmldate.wrong
