-- Signing in. `password` is an Argon2id PHC string; NULL for somebody who cannot sign in.
-- `email` is kept in lower case. A deleted account keeps its row, emptied, while comments stay.
ALTER TABLE accounts ADD COLUMN password TEXT;
ALTER TABLE accounts ADD COLUMN verified_at INTEGER;
ALTER TABLE accounts ADD COLUMN banned_until INTEGER;
ALTER TABLE accounts ADD COLUMN ban_reason TEXT;
-- A comment of this account was let through once; later ones need not wait.
ALTER TABLE accounts ADD COLUMN trusted BOOLEAN NOT NULL DEFAULT FALSE;

-- What the browser holds is never stored, only its SHA-256.
CREATE TABLE sessions (
    token_hash  TEXT NOT NULL PRIMARY KEY,
    account_id  INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    agent       TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    seen_at     INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL
);
CREATE INDEX sessions_by_account ON sessions (account_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- Where somebody has signed in from: guessing from elsewhere does not lock them out there.
CREATE TABLE known_addresses (
    account_id   INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    address_hash TEXT NOT NULL,
    at           INTEGER NOT NULL,
    PRIMARY KEY (account_id, address_hash)
);

-- Links in mail: each works once. `detail` is the new address where one is being changed.
CREATE TABLE mail_tokens (
    token_hash  TEXT NOT NULL PRIMARY KEY,
    account_id  INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    purpose     TEXT NOT NULL CHECK (purpose IN ('verify','reset','email')),
    detail      TEXT NOT NULL DEFAULT '',
    expires_at  INTEGER NOT NULL
);
CREATE INDEX mail_tokens_by_account ON mail_tokens (account_id, purpose);

-- `scopes` are words divided by spaces; empty means all rights of the owner's role.
CREATE TABLE api_tokens (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id  INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name        TEXT NOT NULL,
    token_hash  TEXT NOT NULL UNIQUE,
    scopes      TEXT NOT NULL DEFAULT '',
    created_at  INTEGER NOT NULL,
    used_at     INTEGER,
    revoked_at  INTEGER
);
CREATE INDEX api_tokens_by_account ON api_tokens (account_id, id);

-- `event_seq` is the last number of the story's log; `comment_count` counts published comments.
ALTER TABLE articles ADD COLUMN comment_policy TEXT NOT NULL DEFAULT 'open' CHECK (comment_policy IN ('open','read_only','off'));
ALTER TABLE articles ADD COLUMN comment_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE articles ADD COLUMN event_seq INTEGER NOT NULL DEFAULT 0;

-- `body` is what was typed, `html` what is shown. `thread_id` is the top of the thread (itself at
-- depth 0), `replies` counts the direct replies that are shown: published ones, and hidden ones
-- that have shown replies themselves and so keep their place. `seq` is the last event about it.
-- `idempotency_key` is made by whoever composes it, so that a retry never doubles. `previous` is
-- the state before the last decision, for undoing it; `like_due` says that likes were counted
-- whose event is still to come.
CREATE TABLE comments (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id      INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    parent_id       INTEGER REFERENCES comments (id),
    thread_id       INTEGER NOT NULL,
    depth           INTEGER NOT NULL,
    account_id      INTEGER REFERENCES accounts (id),
    name            TEXT NOT NULL,
    body            TEXT NOT NULL,
    html            TEXT NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('published','held','rejected','spam','removed')),
    reason          TEXT NOT NULL DEFAULT '',
    removed_by      TEXT CHECK (removed_by IN ('author','moderator')),
    pinned          BOOLEAN NOT NULL DEFAULT FALSE,
    picked          BOOLEAN NOT NULL DEFAULT FALSE,
    likes           INTEGER NOT NULL DEFAULT 0,
    replies         INTEGER NOT NULL DEFAULT 0,
    reports         INTEGER NOT NULL DEFAULT 0,
    seq             INTEGER NOT NULL DEFAULT 0,
    previous        TEXT NOT NULL DEFAULT '',
    like_due        BOOLEAN NOT NULL DEFAULT FALSE,
    idempotency_key TEXT,
    address_hash    TEXT NOT NULL DEFAULT '',
    created_at      INTEGER NOT NULL,
    edited_at       INTEGER
);
-- Top-level comments by time and by likes; replies in order; an account's own; the queue; retries.
CREATE INDEX comments_by_time ON comments (article_id, created_at, id) WHERE parent_id IS NULL;
CREATE INDEX comments_by_likes ON comments (article_id, likes, id) WHERE parent_id IS NULL;
CREATE INDEX comments_pinned ON comments (article_id, id) WHERE pinned;
CREATE INDEX comments_by_parent ON comments (parent_id, id) WHERE parent_id IS NOT NULL;
-- The replies a page shows under a thread; the whole of a story's comments as a flat list.
CREATE INDEX comments_by_thread ON comments (thread_id, id) WHERE depth BETWEEN 1 AND 3;
CREATE INDEX comments_flat ON comments (article_id, created_at, id) WHERE state = 'published';
CREATE INDEX comments_flat_by_likes ON comments (article_id, likes, id) WHERE state = 'published';
CREATE INDEX comments_by_account ON comments (account_id, created_at, id);
CREATE INDEX comments_by_state ON comments (state, created_at, id);
CREATE INDEX comments_reported ON comments (created_at, id) WHERE reports > 0;
CREATE INDEX comments_by_address ON comments (address_hash, created_at);
CREATE UNIQUE INDEX comments_by_key ON comments (account_id, idempotency_key);
CREATE UNIQUE INDEX comments_by_guest_key ON comments (address_hash, idempotency_key) WHERE account_id IS NULL;

-- Which comment an event is about: its text is read from `comments` when the event is sent.
ALTER TABLE story_events ADD COLUMN comment_id INTEGER;

-- What a comment said before it was edited, for moderators.
CREATE TABLE comment_versions (
    comment_id  INTEGER NOT NULL REFERENCES comments (id) ON DELETE CASCADE,
    n           INTEGER NOT NULL,
    body        TEXT NOT NULL,
    at          INTEGER NOT NULL,
    PRIMARY KEY (comment_id, n)
);

CREATE TABLE comment_likes (
    comment_id  INTEGER NOT NULL REFERENCES comments (id) ON DELETE CASCADE,
    account_id  INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    PRIMARY KEY (comment_id, account_id)
);
CREATE INDEX comment_likes_by_account ON comment_likes (account_id, comment_id);

-- `reporter` is `account:ID` or `address:HASH`: one report each.
CREATE TABLE comment_reports (
    comment_id  INTEGER NOT NULL REFERENCES comments (id) ON DELETE CASCADE,
    reporter    TEXT NOT NULL,
    reason      TEXT NOT NULL,
    note        TEXT NOT NULL DEFAULT '',
    at          INTEGER NOT NULL,
    resolved_at INTEGER,
    PRIMARY KEY (comment_id, reporter)
);

CREATE TABLE mutes (
    account_id  INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    muted_id    INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    PRIMARY KEY (account_id, muted_id)
);

-- Who follows a story's thread. `secret` is what the one-click unsubscribe link carries.
CREATE TABLE thread_follows (
    account_id  INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    article_id  INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    secret      TEXT NOT NULL UNIQUE,
    at          INTEGER NOT NULL,
    -- Has an unread notice of this thread: need not be looked at for the next comment.
    told        BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (account_id, article_id)
);
CREATE INDEX thread_follows_due ON thread_follows (article_id, account_id) WHERE NOT told;

CREATE TABLE notifications (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id  INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind        TEXT NOT NULL CHECK (kind IN ('reply','thread','decision')),
    comment_id  INTEGER NOT NULL REFERENCES comments (id) ON DELETE CASCADE,
    article_id  INTEGER,
    at          INTEGER NOT NULL,
    read_at     INTEGER,
    mailed_at   INTEGER,
    UNIQUE (account_id, kind, comment_id)
);
-- Of a thread that is followed, one unread notice is enough.
CREATE UNIQUE INDEX notifications_of_thread ON notifications (account_id, article_id) WHERE kind = 'thread' AND read_at IS NULL;
CREATE INDEX notifications_by_comment ON notifications (comment_id);
CREATE INDEX notifications_unread ON notifications (account_id, id) WHERE read_at IS NULL;
CREATE INDEX notifications_unmailed ON notifications (id) WHERE mailed_at IS NULL;

-- Only ever added to. `subject` is `comment:ID` or `account:ID`.
CREATE TABLE audit_log (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    at          INTEGER NOT NULL,
    account_id  INTEGER,
    action      TEXT NOT NULL,
    subject     TEXT NOT NULL,
    detail      TEXT NOT NULL DEFAULT ''
);
CREATE INDEX audit_log_by_subject ON audit_log (subject, id);
