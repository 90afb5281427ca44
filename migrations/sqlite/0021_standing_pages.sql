-- Standing pages are written in the newsroom: a version tells two writers apart, and the pictures
-- they show are in use like those of stories.
ALTER TABLE standing_pages ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
CREATE TABLE media_page_uses (
    media_id    INTEGER NOT NULL REFERENCES media (id),
    page_slug   TEXT NOT NULL REFERENCES standing_pages (slug) ON UPDATE CASCADE ON DELETE CASCADE,
    PRIMARY KEY (media_id, page_slug)
);
CREATE INDEX media_page_uses_by_page ON media_page_uses (page_slug);
INSERT INTO media_page_uses (media_id, page_slug)
SELECT m.id, p.slug FROM standing_pages p JOIN media m ON instr(p.document, m.media_key) > 0;
