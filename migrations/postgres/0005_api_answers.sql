-- First answers to calls of the API that carried an Idempotency-Key, kept for a day. `call_hash`
-- tells the call; `status` is NULL until it has been answered.
CREATE TABLE api_answers (
    account_id  BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    key_hash    TEXT NOT NULL,
    call_hash   TEXT NOT NULL,
    at          BIGINT NOT NULL,
    status      BIGINT,
    headers     TEXT NOT NULL DEFAULT '',
    body        TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (account_id, key_hash)
);
CREATE INDEX api_answers_by_time ON api_answers (at);
