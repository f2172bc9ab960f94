CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE article (
    id TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    text TEXT NOT NULL,
    title TEXT NOT NULL,
    headline_start INTEGER,
    headline_end INTEGER,
    source TEXT NOT NULL,
    origin TEXT UNIQUE,              -- resolved path of the file, NULL when it came over HTTP
    url TEXT,
    author TEXT,
    published TEXT,                  -- YYYY, YYYY-MM or YYYY-MM-DD
    published_method TEXT,
    published_start INTEGER,
    published_end INTEGER
);

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

CREATE VIRTUAL TABLE passage_words USING fts5 (
    title, body, content='', tokenize='porter unicode61 remove_diacritics 2'
);
