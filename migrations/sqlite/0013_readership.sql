-- How often stories are read: per hour (since 1970, UTC) for what is read most, and in all. Numbers
-- alone: nothing about who reads is stored.
CREATE TABLE readership (
    article_id  INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    hour        INTEGER NOT NULL,
    reads       INTEGER NOT NULL,
    PRIMARY KEY (article_id, hour)
);
CREATE INDEX readership_by_hour ON readership (hour, article_id);

CREATE TABLE readership_totals (
    article_id  INTEGER NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    reads       INTEGER NOT NULL
);
