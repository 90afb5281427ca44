-- `account_id` uploaded it; NULL where the site came with it. `placeholder` is a tiny WebP in
-- base64, `creator` and `copyright` are what the file said of itself, `search` is what the library
-- is searched in: alt, caption, credit and file name in lower case.
ALTER TABLE media ADD COLUMN account_id BIGINT REFERENCES accounts (id);
ALTER TABLE media ADD COLUMN placeholder TEXT NOT NULL DEFAULT '';
ALTER TABLE media ADD COLUMN creator TEXT NOT NULL DEFAULT '';
ALTER TABLE media ADD COLUMN copyright TEXT NOT NULL DEFAULT '';
ALTER TABLE media ADD COLUMN search TEXT NOT NULL DEFAULT '';
UPDATE media SET search = lower(alt || ' ' || caption || ' ' || credit || ' ' || file_name);
-- The library, newest first: all of it, and one person's uploads.
CREATE INDEX media_by_time ON media (created_at, id);
CREATE INDEX media_by_account ON media (account_id, created_at, id);

-- Every key a picture ever had: a replaced one keeps its old files, for revisions and for pages
-- that somebody has open.
CREATE TABLE media_keys (
    media_key   TEXT NOT NULL PRIMARY KEY,
    media_id    BIGINT NOT NULL REFERENCES media (id) ON DELETE CASCADE
);
CREATE INDEX media_keys_by_media ON media_keys (media_id);
INSERT INTO media_keys (media_key, media_id) SELECT media_key, id FROM media;

-- Where pictures are used, written wherever a story is. A picture in use cannot be deleted.
CREATE TABLE media_uses (
    media_id    BIGINT NOT NULL REFERENCES media (id),
    article_id  BIGINT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    banner      BOOLEAN NOT NULL,
    body        BOOLEAN NOT NULL,
    PRIMARY KEY (media_id, article_id)
);
CREATE INDEX media_uses_by_article ON media_uses (article_id);
INSERT INTO media_uses (media_id, article_id, banner, body)
SELECT m.id, a.id, coalesce(a.banner_id = m.id, FALSE), strpos(a.document, m.media_key) > 0
FROM articles a JOIN media m ON a.banner_id = m.id OR strpos(a.document, m.media_key) > 0;
