-- Stories that editors put on the front page by hand; `slot` is `lead`, `second-1` and so on, or
-- `block:` and the slug of a category.
CREATE TABLE front_picks (
    slot        TEXT NOT NULL PRIMARY KEY,
    article_id  INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    picked_by   INTEGER,
    picked_at   INTEGER NOT NULL
);
CREATE UNIQUE INDEX front_picks_by_article ON front_picks (article_id);

-- The line above every page while something breaks: one row, or none.
CREATE TABLE breaking (
    id          INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    text        TEXT NOT NULL,
    href        TEXT NOT NULL,
    until       INTEGER NOT NULL,
    set_by      INTEGER,
    set_at      INTEGER NOT NULL
);
