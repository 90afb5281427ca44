-- Addresses of other systems that are told what happens in public. `events` are words with a space
-- before and behind each. `salt` makes the key of its signatures together with the site's secret, so
-- that no copy of the database holds it.
CREATE TABLE webhooks (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    name           TEXT NOT NULL,
    url            TEXT NOT NULL,
    events         TEXT NOT NULL,
    salt           TEXT NOT NULL,
    standing       TEXT NOT NULL CHECK (standing IN ('active','paused','stopped')),
    failing_since  INTEGER,
    created_at     INTEGER NOT NULL
);

-- Messages to the outside, written in the transaction of what they tell. `due_at` is when one is
-- tried next; while a process tries it, when others may. What is told is read when it is sent:
-- `subject_id` is the story or comment, `detail` the slug or the address.
CREATE TABLE outbox (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    kind        TEXT NOT NULL CHECK (kind IN ('webhook','websub','indexnow')),
    webhook_id  INTEGER REFERENCES webhooks (id) ON DELETE CASCADE,
    message     TEXT NOT NULL,
    event       TEXT NOT NULL,
    subject_id  INTEGER NOT NULL,
    detail      TEXT NOT NULL,
    at          INTEGER NOT NULL,
    progress    TEXT NOT NULL CHECK (progress IN ('waiting','sent','failed','dropped')),
    due_at      INTEGER NOT NULL,
    tries       INTEGER NOT NULL,
    tried_at    INTEGER,
    status      INTEGER,
    millis      INTEGER NOT NULL,
    answer      TEXT NOT NULL
);
CREATE INDEX outbox_due ON outbox (due_at, id) WHERE progress = 'waiting';
CREATE INDEX outbox_waiting ON outbox (kind, detail) WHERE progress = 'waiting';
CREATE INDEX outbox_by_webhook ON outbox (webhook_id, id);
CREATE INDEX outbox_settled ON outbox (at) WHERE progress <> 'waiting';
