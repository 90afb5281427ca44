-- How somebody wants the newsroom: its language (empty for the site's), and whether notices about
-- stories are mailed.
ALTER TABLE accounts ADD COLUMN desk_language TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN desk_mail BOOLEAN NOT NULL DEFAULT TRUE;
