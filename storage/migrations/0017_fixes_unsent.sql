-- A place whose message was unsent: what nobody confirmed loses its coordinates, what counts says that it was withdrawn.
ALTER TABLE fixes ADD COLUMN message TEXT NOT NULL DEFAULT '';
ALTER TABLE fixes ADD COLUMN withdrawn BIGINT NOT NULL DEFAULT 0;
CREATE INDEX fixes_message ON fixes (message);
