-- The work on a story before it is printed, and after.
--
-- `slug_fixed`: the slug was set by hand and does not follow the headline. `saved_at` is the last
-- change of any kind, by which the newsroom's lists are ordered. `publish_at` is when a scheduled
-- story becomes public; `planned_at` is only a plan.
ALTER TABLE articles ADD COLUMN slug_fixed BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE articles ADD COLUMN created_by INTEGER REFERENCES accounts (id);
ALTER TABLE articles ADD COLUMN saved_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE articles ADD COLUMN planned_at INTEGER;
ALTER TABLE articles ADD COLUMN publish_at INTEGER;
ALTER TABLE articles ADD COLUMN scheduled_by INTEGER REFERENCES accounts (id);
ALTER TABLE articles ADD COLUMN seo_title TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN seo_description TEXT NOT NULL DEFAULT '';
UPDATE articles SET saved_at = created_at;
-- The newsroom's list, all of it and by state; one's own; what is due.
CREATE INDEX articles_by_save ON articles (saved_at, id);
-- By an expression: with the bare column SQLite would take this index for the public lists too.
CREATE INDEX articles_by_status ON articles ((status || ''), saved_at, id);
CREATE INDEX articles_by_creator ON articles (created_by, saved_at, id);
CREATE INDEX articles_due ON articles (publish_at, id) WHERE status = 'scheduled';

-- What made a revision, and the version of the story that it became.
ALTER TABLE revisions ADD COLUMN kind TEXT NOT NULL DEFAULT 'saved' CHECK (kind IN ('saved','published','restored','corrected'));
ALTER TABLE revisions ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

-- What is typed and not yet part of the story: one a story, shared by whoever opens it. `version`
-- counts its saves; `base_version` is the story's version that it began from.
CREATE TABLE working_copies (
    article_id   INTEGER NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    version      INTEGER NOT NULL,
    base_version INTEGER NOT NULL,
    content      TEXT NOT NULL,
    account_id   INTEGER REFERENCES accounts (id),
    at           INTEGER NOT NULL
);

-- What was wrong in a public story, and since when it is right.
CREATE TABLE corrections (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id  INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    block_id    TEXT NOT NULL,
    before_text TEXT NOT NULL,
    after_text  TEXT NOT NULL,
    reason      TEXT NOT NULL,
    at          INTEGER NOT NULL,
    account_id  INTEGER REFERENCES accounts (id)
);
CREATE INDEX corrections_by_article ON corrections (article_id, id);
