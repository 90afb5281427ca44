-- Which public stories the search knows. `place` orders them by their time of publication: its
-- microsecond times 2048, plus a number that no other story has. `scheme` is the generation of the
-- words that were written; lower than the program's, or 0, they are written anew.
CREATE TABLE search_stories (
    article_id  INTEGER NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    place       INTEGER NOT NULL UNIQUE,
    scheme      INTEGER NOT NULL
);
CREATE INDEX search_stories_by_scheme ON search_stories (scheme, article_id);

-- Their stems, made by our own code, by place. Nothing but spaces parts words, and no letter is
-- changed again.
CREATE VIRTUAL TABLE search_stems USING fts5(headline, about, body, forms, content='', contentless_delete=1, tokenize='ascii', prefix='3');

CREATE TRIGGER search_stories_gone AFTER DELETE ON search_stories BEGIN
    DELETE FROM search_stems WHERE rowid = old.place;
END;
