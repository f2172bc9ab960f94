"""Files and uploads become Articles whose text is exactly what was decoded, or a readable error."""

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from qa.contract.article import Span
from qa.errors import ArticleError
from qa.ingest import decoding
from qa.ingest.articles import (
    article_from_bytes,
    article_from_text,
    read_article,
    sidecar_of,
)
from qa.ingest.folders import find_files

SEEDS = sorted((Path(__file__).resolve().parent.parent / "seeds").glob("*.txt"))
STORY = "A Headline Over the Story\n\nThe minister said so on Tuesday.\n"


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_a_seed_is_read_as_it_is(path: Path) -> None:
    article = read_article(path)
    assert article.text == path.read_bytes().decode()
    assert article.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert article.id == article.sha256[:16]
    assert article.source == path.name
    assert article.headline is not None
    assert article.headline.of(article.text) == article.title


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(
            st.text(max_size=40),
            st.sampled_from(["\r\n", "\n\n", "\u00a0", "e\u0301", "😀", "“a”", "---\n", "\ufeff"]),
        ),
        max_size=15,
    ).map("".join)
)
@example("\r\ufeff\r")
def test_the_bytes_of_a_file_are_its_text(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, "a.txt", text)
    try:
        article = read_article(path)
    except ArticleError:
        refused = not text.replace("\ufeff", "").strip() or any(
            char < " " and not char.isspace() for char in text
        )
        assert refused
        return
    assert article.text == path.read_bytes().decode()
    assert article == article_from_text(text, "a.txt") == article_from_bytes(text.encode(), "a.txt")
    if article.headline is not None:
        assert article.headline.of(text) == article.title


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-le", "cp1252"])
def test_other_encodings_are_told(encoding: str) -> None:
    text = "Café “Zürich” reopens\r\n\r\nThe owner, René, said that it was “like coming home”.\r\n"
    assert article_from_bytes(text.encode(encoding), "a.txt").text == text


def test_a_utf8_byte_order_mark_stays_so_that_offsets_are_those_of_the_decoded_file() -> None:
    data = b"\xef\xbb\xbf" + STORY.encode()
    article = article_from_bytes(data, "a.txt")
    assert article.text == data.decode()
    assert article.title == "A Headline Over the Story"
    assert article.headline == Span(1, 26)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        ("\u2003\ufeff".encode(), "nothing but white space"),
        (b" \r\n\t ", "nothing but white space"),
        ("\u00a0\n".encode(), "nothing but white space"),
        (b"\xef\xbb\xbf", "nothing but white space"),
        (b"a\0b", "NUL"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04...", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (bytes(range(1, 32)) * 20, "control codes"),
        (bytes(range(128, 256)) * 20, "UTF-8"),
    ],
)
def test_what_is_no_article_is_refused_with_a_reason(data: bytes, message: str) -> None:
    with pytest.raises(ArticleError, match=message) as refused:
        article_from_bytes(data, "a.txt")
    assert str(refused.value).startswith("a.txt: ")


def test_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "MOST_BYTES", 100)
    with pytest.raises(ArticleError, match="at most 100"):
        read_article(write(tmp_path, "a.txt", "x" * 101))
    with pytest.raises(ArticleError, match="at most 100"):
        article_from_text("x" * 101, "a")
    assert read_article(write(tmp_path, "b.txt", "x" * 100)).text == "x" * 100


def test_lone_surrogates_are_refused() -> None:
    with pytest.raises(ArticleError, match="U\\+D83D, at character 2"):
        article_from_text("a \ud83d b", "upload")
    with pytest.raises(ArticleError, match="title is"):
        article_from_text(STORY, "upload", title="a \udc00")


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="no such file"):
        read_article(tmp_path / "none.txt")
    with pytest.raises(ArticleError, match="this is a folder"):
        read_article(tmp_path)
    with pytest.raises(ArticleError, match="no such file or folder"):
        find_files(tmp_path / "none")


def test_a_folder_gives_all_its_files_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.TXT", "a/c.json", "a.md", ".hidden.txt", ".git/d.txt"):
        write(tmp_path, name, STORY)
    names = ["a/c.json", "a/z.TXT", "a.md", "b.txt"]
    assert list(find_files(tmp_path).files) == [tmp_path / name for name in names]
    assert find_files(tmp_path / "a.md").files == (tmp_path / "a.md",)
    assert find_files(tmp_path / ".git").files == (tmp_path / ".git" / "d.txt",)


def test_what_only_belongs_to_another_file_is_told_apart(tmp_path: Path) -> None:
    for name in ("a.txt", "a.json", "alone.json", "page.html", "page_files/x.js", "b_files/y.txt"):
        write(tmp_path, name, STORY)
    found = find_files(tmp_path)
    assert found.companions == (tmp_path / "a.json", tmp_path / "page_files" / "x.js")
    names = ["a.txt", "alone.json", "b_files/y.txt", "page.html"]
    assert list(found.files) == [tmp_path / name for name in names]


def test_an_empty_folder_gives_no_files(tmp_path: Path) -> None:
    assert find_files(tmp_path).files == ()


def test_a_sidecar_wins_over_front_matter_and_that_over_the_text(tmp_path: Path) -> None:
    front = "---\ntitle: 'From the Front'\npublished: 2001-02\nlayout: post\n---\n"
    path = write(tmp_path, "a.txt", f"{front}May 4, 2003\n\n{STORY}")
    article = read_article(path)
    assert article.title == "From the Front"
    assert article.headline is None
    assert article.published is not None
    assert (article.published.value, article.published.method) == ("2001-02", "front matter")
    assert article.left_out[0].reason == "front matter"
    assert article.left_out[0].span == Span(0, len(front) - 1)
    stated = {"title": "Stated", "published": "2012-09-18T09:08:00Z", "author": "Jane Doe"}
    write(tmp_path, "a.json", json.dumps(stated | {"url": "https://example.com/a"}))
    article = read_article(path, source="shown.txt")
    assert article.published is not None
    assert article.published.evidence is None
    assert (article.published.value, article.published.method) == ("2012-09-18", "sidecar")
    assert (article.title, article.author) == ("Stated", "Jane Doe")
    assert (article.url, article.source) == ("https://example.com/a", "shown.txt")
    assert article.text == path.read_bytes().decode()


@pytest.mark.parametrize(
    ("sidecar", "title", "published"),
    [
        ('{"date": "2012", "tags": ["a"], "headline": "Stated"}', "Stated", "2012"),
        ('{"published": "12 February 2024"}', None, "2024-02-12"),
        ('{"published": 1330473600, "title": "a\\nb"}', "a b", "2012-02-29"),
        ('{"Title": "Stated", "Publication-Date": "Feb. 3, 2001"}', "Stated", "2001-02-03"),
        ('{"title": " "}', None, None),
        ("[1]", None, None),
        ("{", None, None),
        (b"\xff", None, None),
        ("[" * 100_000, None, None),
        ('{"title": 3, "published": "yesterday", "url": "javascript:alert(1)"}', "3", None),
    ],
)
def test_a_sidecar_is_used_as_far_as_it_goes(
    tmp_path: Path, sidecar: str | bytes, title: str | None, published: str | None
) -> None:
    path = write(tmp_path, "a.txt", STORY)
    write(tmp_path, "a.json", sidecar)
    article = read_article(path)
    assert article.title == (title or "A Headline Over the Story")
    assert (article.published.value if article.published else None) == published
    assert article.url is None


@pytest.mark.parametrize("sidecar", ["[1]", "{", '{"published": "yesterday"}'])
def test_what_of_a_sidecar_is_not_used_is_noted(tmp_path: Path, sidecar: str) -> None:
    path = write(tmp_path, "a.txt", STORY)
    write(tmp_path, "a.json", sidecar)
    _, notes = sidecar_of(path)
    assert len(notes) == 1 and "a.json" in notes[0]


@pytest.mark.parametrize(
    ("front", "title", "published", "author"),
    [
        ("---\ndate: 12 February 2024\nlayout: post\n---\n", None, "2024-02-12", None),
        ("---\nTitle: A\nauthors:\n  - Ann Li\n  - Bo Ek\n---\n", "A", None, "Ann Li, Bo Ek"),
        ("---\nheadline: X\nauthors: [Ann Lee, \"Bo Ek\"]\n---\n", "X", None, "Ann Lee, Bo Ek"),
        ('+++\ntitle = "T"\ndate = 2019-05-06T07:08:09Z\n+++\n', "T", "2019-05-06", None),
        ("---\nlayout: post\ndraft: true\n---\n", None, None, None),
        ("---\ndate: soon\n---\n", None, None, None),
    ],
)  # fmt: skip
def test_front_matter_with_any_keys(
    front: str, title: str | None, published: str | None, author: str | None
) -> None:
    article = article_from_text(front + STORY, "a.md")
    assert article.left_out[0].reason == "front matter"
    assert article.left_out[0].span == Span(0, len(front) - 1)
    assert article.title == (title or "A Headline Over the Story")
    assert (article.published.value if article.published else None) == published
    assert article.author == author


def test_what_is_stated_with_an_upload_wins() -> None:
    article = article_from_text(STORY, "upload", title="Mine", published="2012", url=None)
    assert article.title == "Mine"
    assert article.published is not None
    assert (article.published.value, article.published.method) == ("2012", "metadata")
    with pytest.raises(ArticleError, match="published is 'soon'"):
        article_from_text(STORY, "upload", published="soon")


def test_a_rule_at_the_start_of_a_story_is_no_front_matter() -> None:
    text = "---\nHe said: come home.\nThey came.\n---\nNobody was there to see it.\n"
    article = article_from_text(text, "a.txt")
    assert all(piece.reason != "front matter" for piece in article.left_out)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Will the ties be resumed?\n\nThe minister hopes so. He said it on Tuesday.\n", None),
        ("World\n\nTalks on dam resume\n\nThe minister said so.\n", "Talks on dam resume"),
        ("Talks to resume in the U.S.\n\nThe minister said so on Tuesday.\n", None),
        ("Talks on dam resume.\nTalks on dam resume.\n\nThe minister said so.\n", None),
        ("MINISTER RESIGNS\nThe minister resigned on Tuesday, the palace said.\n", None),
    ],
)
def test_headlines(text: str, title: str | None) -> None:
    expected = title or text.split("\n", 1)[0]
    assert article_from_text(text, "a.txt").title == expected


@pytest.mark.parametrize(
    "text",
    [
        "The minister said so on Tuesday.\n\nNobody believed him.\n",
        "“Where is my son?” she asked.\n\nNobody knew.\n",
        "one line alone",
        "- first fact\n- second fact\n",
        "BEIJING (Reuters) - China resumed the talks\n\nThe minister said so on Tuesday.\n",
    ],
)
def test_a_text_without_headline_is_called_by_its_source(text: str) -> None:
    article = article_from_text(text, "a.txt")
    assert article.title == "a.txt"
    assert article.headline is None
    assert article.left_out == ()
