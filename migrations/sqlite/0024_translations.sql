-- Stories that say the same in different languages share a number; alone it is NULL. The index
-- finds the others, and lets no language stand in a group twice.
ALTER TABLE articles ADD COLUMN translation_group INTEGER;
CREATE UNIQUE INDEX articles_by_translation ON articles (translation_group, language) WHERE translation_group IS NOT NULL;
