-- What the newsroom says among itself of a story, or of one of its blocks; `block_id` is empty for
-- the story. `excerpt` is how the block began, for when it is gone. None of this is ever public.
CREATE TABLE story_notes (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id  INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    block_id    TEXT NOT NULL,
    excerpt     TEXT NOT NULL,
    account_id  INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    body        TEXT NOT NULL,
    at          INTEGER NOT NULL,
    done_at     INTEGER
);
CREATE INDEX story_notes_by_article ON story_notes (article_id, id);

-- Who is to work on a story. It is theirs as if they had made it.
CREATE TABLE assignments (
    article_id  INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    account_id  INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    assigned_by INTEGER,
    at          INTEGER NOT NULL,
    PRIMARY KEY (article_id, account_id)
);
CREATE INDEX assignments_by_account ON assignments (account_id, article_id);

-- What somebody of the newsroom is told about a story.
CREATE TABLE desk_notices (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id  INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind        TEXT NOT NULL CHECK (kind IN ('assigned','mentioned','noted','review','returned','ready','scheduled','published','withdrawn')),
    article_id  INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    by_id       INTEGER,
    at          INTEGER NOT NULL,
    read_at     INTEGER,
    mailed_at   INTEGER
);
CREATE INDEX desk_notices_by_account ON desk_notices (account_id, id);
CREATE INDEX desk_notices_unread ON desk_notices (account_id, article_id) WHERE read_at IS NULL;
CREATE INDEX desk_notices_unmailed ON desk_notices (id) WHERE mailed_at IS NULL;

-- The calendar.
CREATE INDEX articles_planned ON articles (planned_at, id) WHERE planned_at IS NOT NULL;
