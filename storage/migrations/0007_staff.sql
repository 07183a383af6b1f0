-- Alarms that failed are rung again, later; notices wait to be one push; names are found by keyed words; who is away.
ALTER TABLE timers ADD COLUMN tries BIGINT NOT NULL DEFAULT 0;
ALTER TABLE timers ADD COLUMN parked BIGINT NOT NULL DEFAULT 0;
DROP INDEX timers_due;
CREATE INDEX timers_ready ON timers (due, key) WHERE parked = 0;
CREATE INDEX timers_parked ON timers (due, key) WHERE parked = 1;

CREATE TABLE notices (
    person TEXT NOT NULL REFERENCES people (id),
    kind   TEXT NOT NULL,
    about  TEXT NOT NULL,
    noted  BIGINT NOT NULL,
    PRIMARY KEY (person, kind, about)
);

CREATE TABLE search_words (
    word         TEXT NOT NULL,
    registration TEXT NOT NULL REFERENCES registrations (id),
    PRIMARY KEY (word, registration)
);
CREATE INDEX search_words_registration ON search_words (registration);

CREATE TABLE absences (
    membership TEXT PRIMARY KEY REFERENCES memberships (id),
    until      BIGINT NOT NULL,
    deputy     TEXT NOT NULL REFERENCES people (id)
);

CREATE INDEX people_blocked ON people (id) WHERE blocked = 1;
