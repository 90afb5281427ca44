-- What is made of a picture after it has come in: AVIF files, and cuts around its focal point.
-- `avif` tells whether the former are there, `cropped` names the focal point (x-y) of the latter,
-- `finish_at` is when to make what lacks; NULL where nothing does.
ALTER TABLE media ADD COLUMN avif BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE media ADD COLUMN cropped TEXT NOT NULL DEFAULT '';
ALTER TABLE media ADD COLUMN finish_at INTEGER DEFAULT 0;
CREATE INDEX media_by_finish ON media (finish_at, id);
