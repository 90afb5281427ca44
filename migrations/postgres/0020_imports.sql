-- What came from other sites, by the names it had there: an import that is run again adds what is
-- new and doubles nothing. `local_id` is 0 where the thing has no number here.
CREATE TABLE imports (
    source      TEXT NOT NULL,
    kind        TEXT NOT NULL,
    foreign_id  TEXT NOT NULL,
    local_id    BIGINT NOT NULL,
    PRIMARY KEY (source, kind, foreign_id)
);
