-- What is read most, from this index alone.
CREATE INDEX readership_most ON readership (hour, article_id, reads);
DROP INDEX readership_by_hour;
