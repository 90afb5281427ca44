-- Who has a story open in which tab, and where they write. A row counts while it is fresh.
CREATE TABLE story_presence (
    article_id  BIGINT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    tab         TEXT NOT NULL,
    account_id  BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    block       BIGINT NOT NULL,
    at          BIGINT NOT NULL,
    PRIMARY KEY (article_id, tab)
);
