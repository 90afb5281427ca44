-- How often stories are read: per hour (since 1970, UTC) for what is read most, and in all. Numbers
-- alone: nothing about who reads is stored.
CREATE TABLE readership (
    article_id  BIGINT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    hour        BIGINT NOT NULL,
    reads       BIGINT NOT NULL,
    PRIMARY KEY (article_id, hour)
);
CREATE INDEX readership_by_hour ON readership (hour, article_id);

CREATE TABLE readership_totals (
    article_id  BIGINT NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    reads       BIGINT NOT NULL
);
