-- Accounts sign in and sign stories. `slug` is the public address under /authors.
CREATE TABLE accounts (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    email       TEXT UNIQUE,
    name        TEXT NOT NULL,
    slug        TEXT NOT NULL UNIQUE,
    role        TEXT NOT NULL CHECK (role IN ('reader','contributor','author','editor','moderator','administrator')),
    state       TEXT NOT NULL DEFAULT 'active',
    bio         TEXT NOT NULL DEFAULT '',
    created_at  INTEGER NOT NULL
);

CREATE TABLE categories (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    slug        TEXT NOT NULL UNIQUE,
    name        TEXT NOT NULL,
    position    INTEGER NOT NULL,
    description TEXT NOT NULL DEFAULT ''
);

CREATE TABLE tags (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    slug        TEXT NOT NULL UNIQUE,
    name        TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT ''
);

-- `media_key` names the folder under the media root and never changes its content.
CREATE TABLE media (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    media_key   TEXT NOT NULL UNIQUE,
    file_name   TEXT NOT NULL,
    mime        TEXT NOT NULL,
    width       INTEGER NOT NULL,
    height      INTEGER NOT NULL,
    vector      BOOLEAN NOT NULL,
    alt         TEXT NOT NULL,
    caption     TEXT NOT NULL DEFAULT '',
    credit      TEXT NOT NULL DEFAULT '',
    note        TEXT NOT NULL DEFAULT '',
    focal_x     INTEGER NOT NULL DEFAULT 50 CHECK (focal_x BETWEEN 0 AND 100),
    focal_y     INTEGER NOT NULL DEFAULT 50 CHECK (focal_y BETWEEN 0 AND 100),
    created_at  INTEGER NOT NULL
);

CREATE TABLE media_renditions (
    media_id    INTEGER NOT NULL REFERENCES media (id) ON DELETE CASCADE,
    format      TEXT NOT NULL,
    width       INTEGER NOT NULL,
    height      INTEGER NOT NULL,
    bytes       INTEGER NOT NULL,
    PRIMARY KEY (media_id, format, width)
);

-- `html` and `plain` are made from `document` by our own code at write time.
CREATE TABLE articles (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    slug             TEXT NOT NULL UNIQUE,
    status           TEXT NOT NULL CHECK (status IN ('idea','draft','in_review','ready','scheduled','published','unpublished')),
    headline         TEXT NOT NULL,
    standfirst       TEXT NOT NULL DEFAULT '',
    document         TEXT NOT NULL,
    html             TEXT NOT NULL,
    plain            TEXT NOT NULL,
    language         TEXT NOT NULL,
    category_id      INTEGER NOT NULL REFERENCES categories (id),
    dateline         TEXT NOT NULL DEFAULT '',
    banner_id        INTEGER REFERENCES media (id),
    banner_caption   TEXT,
    banner_credit    TEXT,
    banner_note      TEXT,
    sample           BOOLEAN NOT NULL,
    published_at     INTEGER,
    updated_at       INTEGER,
    created_at       INTEGER NOT NULL,
    version          INTEGER NOT NULL DEFAULT 1,
    withdrawn_reason TEXT,
    CHECK (status <> 'published' OR published_at IS NOT NULL)
);
-- Front page, archive, previous and next.
CREATE INDEX articles_by_time ON articles (published_at, id) WHERE status = 'published';
-- Category pages and blocks of the front page.
CREATE INDEX articles_by_category ON articles (category_id, published_at, id) WHERE status = 'published';

-- A story's former addresses answer 301 for ever.
CREATE TABLE article_slugs (
    slug        TEXT NOT NULL PRIMARY KEY,
    article_id  INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE
);

CREATE TABLE revisions (
    article_id  INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    n           INTEGER NOT NULL,
    at          INTEGER NOT NULL,
    account_id  INTEGER REFERENCES accounts (id),
    headline    TEXT NOT NULL,
    standfirst  TEXT NOT NULL,
    document    TEXT NOT NULL,
    PRIMARY KEY (article_id, n)
);

-- `published_at` repeats the story's (NULL while not public), so that an author's list is one index walk.
CREATE TABLE bylines (
    article_id   INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    account_id   INTEGER NOT NULL REFERENCES accounts (id),
    published_at INTEGER,
    PRIMARY KEY (article_id, position)
);
CREATE INDEX bylines_by_account ON bylines (account_id, published_at, article_id);

-- The same for tags.
CREATE TABLE article_tags (
    article_id   INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    tag_id       INTEGER NOT NULL REFERENCES tags (id),
    published_at INTEGER,
    PRIMARY KEY (article_id, position)
);
CREATE INDEX article_tags_by_tag ON article_tags (tag_id, published_at, article_id);

-- An editor's picks for "other news", in order.
CREATE TABLE related_articles (
    article_id  INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,
    related_id  INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    PRIMARY KEY (article_id, position)
);

CREATE TABLE redirects (
    from_path   TEXT NOT NULL PRIMARY KEY,
    to_path     TEXT NOT NULL
);

CREATE TABLE settings (
    name        TEXT NOT NULL PRIMARY KEY,
    value       TEXT NOT NULL
);

CREATE TABLE standing_pages (
    slug        TEXT NOT NULL PRIMARY KEY,
    position    INTEGER NOT NULL,
    title       TEXT NOT NULL,
    document    TEXT NOT NULL,
    html        TEXT NOT NULL,
    updated_at  INTEGER NOT NULL
);

-- One ordered log per story; `seq` has no gaps and is given inside the writing transaction.
CREATE TABLE story_events (
    article_id  INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    seq         INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    payload     TEXT NOT NULL,
    at          INTEGER NOT NULL,
    PRIMARY KEY (article_id, seq)
);

-- What a write altered, so that other processes drop their rendered copies.
CREATE TABLE changes (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    page_key    TEXT NOT NULL
);
