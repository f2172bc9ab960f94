"""The tables of ``collection.sqlite``, the one source of truth of an index.

Offsets are half-open ranges of code points into ``article.text``. ``passage.id`` is also the rowid
of ``passage_words`` (FTS5) and the id in FAISS. ``passage_words`` keeps terms only: the words of a
passage are in its article.

An article is current while a source holds it. One that no source holds any more, but a source held
before, is kept whole but for its passages: it can be read and verified, and is not asked.
"""

SCHEMA_VERSION = 4

TABLES = """
CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE article (
    id TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    title TEXT NOT NULL,
    headline_start INTEGER,
    headline_end INTEGER,
    source TEXT NOT NULL,            -- name, item and what follows: as its first source states them
    item TEXT NOT NULL,
    url TEXT,
    author TEXT,
    publisher TEXT,
    section TEXT,
    language TEXT,
    published TEXT,                  -- YYYY, YYYY-MM or YYYY-MM-DD
    published_method TEXT,
    published_start INTEGER,
    published_end INTEGER,
    current INTEGER NOT NULL,        -- 1 while a source holds it, else 0
    derived TEXT NOT NULL,           -- version of the code that made sentences, passages and times
    text TEXT NOT NULL               -- last: what stands behind it could not be read without it
);
CREATE INDEX article_derived ON article (derived);

CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    origin TEXT,                     -- resolved path of a file, url of an upload, NULL without one
    item TEXT NOT NULL,              -- the part of the file, '' for a file that is one article
    name TEXT NOT NULL,              -- as shown to people
    article_id TEXT NOT NULL REFERENCES article (id),
    stated TEXT NOT NULL,            -- the Article as read from here, as JSON, without its text
    since TEXT NOT NULL,             -- UTC, ISO 8601: when it began to hold this article
    UNIQUE (origin, item)
);
CREATE INDEX source_article ON source (article_id);
CREATE INDEX source_name ON source (name);

CREATE TABLE revision (              -- what a source held before
    source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    since TEXT NOT NULL,
    until TEXT NOT NULL
);
CREATE INDEX revision_source ON revision (source_id);
CREATE INDEX revision_article ON revision (article_id);

CREATE TABLE left_out (
    article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (article_id, "start")
) WITHOUT ROWID;

CREATE TABLE sentence (
    article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (article_id, "start")
) WITHOUT ROWID;

CREATE TABLE time_expression (
    article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    type TEXT NOT NULL,              -- TIMEX3 type
    value TEXT NOT NULL,             -- TIMEX3 value
    earliest TEXT,                   -- ISO 8601 dates
    latest TEXT,
    anchor TEXT,
    PRIMARY KEY (article_id, "start")
) WITHOUT ROWID;

CREATE TABLE passage (
    id INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    vector BLOB NOT NULL             -- little-endian float32, unit length
);
CREATE INDEX passage_article ON passage (article_id, "start");

CREATE TABLE date_order (            -- current articles with dates in figures, as 03/04/2011
    article_id TEXT PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    publisher TEXT NOT NULL,
    day_first INTEGER                -- 1, 0, or NULL where the article itself does not tell
) WITHOUT ROWID;
CREATE INDEX date_order_publisher ON date_order (publisher, day_first);

CREATE TABLE change (                -- passages that came or went, for whoever keeps vectors
    generation INTEGER NOT NULL,
    passage_id INTEGER NOT NULL,
    PRIMARY KEY (generation, passage_id)
) WITHOUT ROWID;

CREATE TABLE total (                 -- one row about the whole, kept up with every change
    articles INTEGER NOT NULL,       -- current ones
    passages INTEGER NOT NULL,
    article_sum BLOB NOT NULL,       -- see digest.py
    passage_sum BLOB NOT NULL
);
"""

# porter: a question's "suspend" has to find "suspended". remove_diacritics: "Beyonce" finds
# "Beyoncé". content='': the text stands in article, once.
TOKENIZE = "porter unicode61 remove_diacritics 2"
WORDS_TABLE = f"""
CREATE VIRTUAL TABLE passage_words USING fts5 (
    title, body, content='', tokenize='{TOKENIZE}'
);
"""

# What lists compare and order by, apart from the long rows of article, and which article a passage
# is of, apart from its vector. They add speed and nothing else, so they are no version of the
# schema of their own.
LIST_INDEXES = {
    "article_list": """
CREATE INDEX IF NOT EXISTS article_list
    ON article (published, source, id, current, title, publisher, section);
""",
    "passage_list": """
CREATE INDEX IF NOT EXISTS passage_list ON passage (id, article_id);
""",
}

SCHEMA = TABLES + WORDS_TABLE + "".join(LIST_INDEXES.values())


def statements(script: str) -> list[str]:
    """Return the statements of a script one by one: executescript would commit before the first."""
    return [statement for statement in script.split(";\n") if statement.strip()]
