-- A file that LINE does not hand out yet, or that cannot be kept yet, is asked for again, with pauses: how often it was
-- in vain, and when it is worth another try.
ALTER TABLE inbox ADD COLUMN tries BIGINT NOT NULL DEFAULT 0;
ALTER TABLE inbox ADD COLUMN not_before BIGINT NOT NULL DEFAULT 0;
