"""Any history of a folder and of uploads ends like an index that is built anew."""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from fakes import WordEmbedder
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from small_assistant import small_models

from qa.assistant import Assistant
from qa.errors import ArticleNotFound
from qa.index import rows
from qa.index.check import check_collection
from qa.index.collection import find_sources, put, remove_article, remove_sources
from qa.index.files import gone_sources, index_files, prune
from qa.index.reading import article_files
from qa.index.refresh import refresh
from qa.index.settings import settings as made_with
from qa.index.store import Store, create_store
from qa.ingest.articles import article_from_text, read_article

EMBEDDER = WordEmbedder()
NAMES = ["a.txt", "b.txt", "deep/a.txt", "z.txt"]
# the third has no headline, so its title is the name of its file; the last states one; what the
# fourth means, the fifth and the sixth tell
TEXTS = [
    "Floods close the harbour\n\nThe harbour was closed on Monday. Ships had to wait.\n",
    "Minister resigns\n\nThe minister of finance resigned on 3 May 2011. She gave no reason.\n",
    "the harbour opened again and the ships went out, said the minister of finance on tuesday.\n",
    "Bridge closed\n\nPublished: 03/04/2011\n\nThe bridge closed yesterday, until 05/06/2011.\n",
    "Mayor leaves\n\nPublished: 25/04/2011\n\nThe mayor left her office.\n",
    "School opens\n\nPublished: 04/25/2011\n\nThe school opened its doors.\n",
    "---\ntitle: Storm\npublished: 2012-02\n---\nA storm broke the old oak last year. It rained.\n",
]
QUESTIONS = ["Who resigned?", "What was closed in the harbour?", "Which storm broke the oak?"]

names = st.sampled_from(NAMES)
texts = st.sampled_from(range(len(TEXTS)))


class Collection(RuleBasedStateMachine):
    """A folder, uploads, and the index that follows both."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp())
        self.folder = self.home / "files"
        (self.folder / "deep").mkdir(parents=True)
        self.store = create_store(self.home / "index", made_with(EMBEDDER))
        self.files: dict[str, int] = {}  # what the folder holds
        self.told: dict[str, int] = {}  # what the index was told of it
        self.uploads: list[int] = []  # texts that came by upload alone
        self.assistant = _assistant(self.store)

    @rule(name=names, text=texts)
    def write(self, name: str, text: int) -> None:
        (self.folder / name).write_text(TEXTS[text])
        self.files[name] = text

    @rule(name=names)
    def delete(self, name: str) -> None:
        if self.files.pop(name, None) is not None:
            (self.folder / name).unlink()

    @rule(name=names, other=names)
    def rename(self, name: str, other: str) -> None:
        if name in self.files and name != other:
            (self.folder / name).rename(self.folder / other)
            self.files[other] = self.files.pop(name)

    @rule()
    def index_and_prune(self) -> None:
        _index(self.store, self.folder)
        prune(self.store, EMBEDDER, gone_sources(self.store, [self.folder]))
        self.told = dict(self.files)
        # a file that has the text of an upload is where that lives from then on
        self.uploads = [text for text in self.uploads if text not in self.told.values()]

    @rule(text=texts)
    def upload(self, text: int) -> None:
        put(self.store, EMBEDDER, article_from_text(TEXTS[text], "upload.txt"))
        if text not in self.told.values() and text not in self.uploads:
            self.uploads.append(text)

    @rule(text=texts)
    def remove_an_article(self, text: int) -> None:
        key = article_from_text(TEXTS[text], "x").id
        with suppress(ArticleNotFound):
            remove_article(self.store, key)
        self.told = {name: held for name, held in self.told.items() if held != text}
        self.uploads = [held for held in self.uploads if held != text]

    @rule(name=names)
    def remove_a_source(self, name: str) -> None:
        with self.store.reading() as connection:
            if name not in self.told:
                return
            found = find_sources(connection, str(self.folder / name))
        remove_sources(self.store, found)
        self.told.pop(name)

    @invariant()
    def it_is_as_if_built_anew(self) -> None:
        refresh(self.store, EMBEDDER)
        with create_store(self.home / "anew", made_with(EMBEDDER)) as anew:
            for name, text in reversed(self.told.items()):
                file = self.home / "read" / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(TEXTS[text])
                put(anew, EMBEDDER, read_article(file, name), str(file))
            for text in self.uploads:
                put(anew, EMBEDDER, article_from_text(TEXTS[text], "upload.txt"))
            refresh(anew, EMBEDDER)
            with self.store.reading() as held, anew.reading() as made:
                assert rows.articles(held) == rows.articles(made)
                assert rows.digest(held) == rows.digest(made)
            assert check_collection(self.store, EMBEDDER.dimension) == []
            with _assistant(anew) as expected:
                for question in QUESTIONS:
                    answers = [each.ask(question) for each in (self.assistant, expected)]
                    one, other = ({**a.to_dict(), "elapsed_ms": 0} for a in answers)
                    for each in (one, other):
                        each["collection"]["name"] = ""
                        each["id"] = ""
                    assert one == other
        shutil.rmtree(self.home / "anew")

    def teardown(self) -> None:
        self.assistant.close()
        shutil.rmtree(self.home)


def _assistant(store: Store) -> Assistant:
    return Assistant(store, EMBEDDER, small_models())


def _index(store: Store, folder: Path) -> None:
    [each for _, each in index_files(store, EMBEDDER, article_files([folder]).files)]


TestCollection = Collection.TestCase
TestCollection.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
