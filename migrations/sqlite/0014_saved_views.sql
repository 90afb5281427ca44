-- Lists of stories that somebody keeps under a name: what stands behind the `?` of the address.
CREATE TABLE saved_views (
    account_id  INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name        TEXT NOT NULL,
    query       TEXT NOT NULL,
    PRIMARY KEY (account_id, name)
);
