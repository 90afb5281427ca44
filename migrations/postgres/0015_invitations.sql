-- Whoever was invited and has not accepted yet: their account's `state` is `invited`. `disabled` is
-- another word of that column: nobody comes in with such an account. What the mailed link holds is
-- never stored, only its SHA-256.
CREATE TABLE invitations (
    account_id  BIGINT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    token_hash  TEXT NOT NULL UNIQUE,
    invited_by  BIGINT,
    at          BIGINT NOT NULL,
    expires_at  BIGINT NOT NULL
);

-- Lists of people, the newest first.
CREATE INDEX accounts_by_role ON accounts (role, id);
CREATE INDEX accounts_disabled ON accounts (state, id) WHERE state = 'disabled';

-- What a line of the log is about: `stories`, `comments`, `people`, or else the `site`.
ALTER TABLE audit_log ADD COLUMN kind TEXT NOT NULL DEFAULT 'site';
UPDATE audit_log SET kind = 'stories' WHERE subject LIKE 'article:%' OR subject LIKE 'media:%';
UPDATE audit_log SET kind = 'comments' WHERE subject LIKE 'comment:%';
UPDATE audit_log SET kind = 'people' WHERE subject LIKE 'account:%';
CREATE INDEX audit_log_by_kind ON audit_log (kind, id);
CREATE INDEX audit_log_by_account ON audit_log (account_id, id);
