-- Browsers that are to be told of something. Nothing says whose they are: `endpoint` is the address
-- at which its push service takes messages for one browser, `p256dh` and `auth` are that browser's
-- public key and secret (RFC 8291), all as the browser gave them.
CREATE TABLE push_subscriptions (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    endpoint       TEXT NOT NULL UNIQUE,
    p256dh         TEXT NOT NULL,
    auth           TEXT NOT NULL,
    made_at        INTEGER NOT NULL,
    failing_since  INTEGER
);

-- What a browser follows: a story or a category.
CREATE TABLE push_follows (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    subscription_id  INTEGER NOT NULL REFERENCES push_subscriptions (id) ON DELETE CASCADE,
    article_id       INTEGER REFERENCES articles (id) ON DELETE CASCADE,
    category_id      INTEGER REFERENCES categories (id) ON DELETE CASCADE,
    at               INTEGER NOT NULL,
    CHECK ((article_id IS NULL) <> (category_id IS NULL))
);
-- Who follows something is walked in the order of subscriptions.
CREATE UNIQUE INDEX push_follows_of_article ON push_follows (article_id, subscription_id);
CREATE UNIQUE INDEX push_follows_of_category ON push_follows (category_id, subscription_id);
CREATE INDEX push_follows_by_subscription ON push_follows (subscription_id);

-- What is to be told, written in the transaction of what happened. `walked` is the last subscription
-- for which there is a message already. The category and the correction are numbers alone: whoever
-- deletes them need not wait for this.
CREATE TABLE push_events (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    event          TEXT NOT NULL CHECK (event IN ('published','corrected')),
    article_id     INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    category_id    INTEGER,
    correction_id  INTEGER,
    at             INTEGER NOT NULL,
    expires_at     INTEGER NOT NULL,
    walked         INTEGER NOT NULL
);

-- One message for one browser, until it has arrived or is too old. `due_at` is when it is tried next;
-- while a process tries it, when others may. What it says is read when it is sent.
CREATE TABLE push_messages (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    subscription_id  INTEGER NOT NULL REFERENCES push_subscriptions (id) ON DELETE CASCADE,
    event            TEXT NOT NULL CHECK (event IN ('published','corrected')),
    article_id       INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    correction_id    INTEGER,
    expires_at       INTEGER NOT NULL,
    due_at           INTEGER NOT NULL,
    tries            INTEGER NOT NULL
);
CREATE INDEX push_messages_due ON push_messages (due_at, id);
CREATE INDEX push_messages_by_subscription ON push_messages (subscription_id);
CREATE INDEX push_messages_by_article ON push_messages (article_id);
