-- Which public stories the search knows. `place` orders them by their time of publication: its
-- microsecond times 2048, plus a number that no other story has. `scheme` is the generation of the
-- words that were written; lower than the program's, or 0, they are written anew.
CREATE TABLE search_stories (
    article_id  BIGINT NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    place       BIGINT NOT NULL UNIQUE,
    scheme      BIGINT NOT NULL
);
CREATE INDEX search_stories_by_scheme ON search_stories (scheme, article_id);

-- Their stems, made by our own code, by place: A headline, B standfirst, signers and tags, C body,
-- D words in full.
CREATE TABLE search_stems (
    place       BIGINT NOT NULL PRIMARY KEY REFERENCES search_stories (place) ON DELETE CASCADE,
    stems       TSVECTOR NOT NULL
);
-- Stories are written seldom and looked for often: nothing waits to be put into the index.
CREATE INDEX search_stems_by_word ON search_stems USING gin (stems) WITH (fastupdate = off);
