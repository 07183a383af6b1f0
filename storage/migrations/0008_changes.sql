-- After the approval: changes that are asked for, people on a new phone, and which text somebody agreed to when.
ALTER TABLE people ADD COLUMN moved BIGINT NOT NULL DEFAULT 0;

CREATE TABLE changes (
    id                     TEXT PRIMARY KEY,
    person                 TEXT NOT NULL REFERENCES people (id),
    registration           TEXT NOT NULL REFERENCES registrations (id),
    agency                 TEXT NOT NULL REFERENCES agencies (id),
    office                 TEXT NOT NULL,
    state                  TEXT NOT NULL,
    version                BIGINT NOT NULL,
    fields                 TEXT NOT NULL,
    returned               TEXT NOT NULL,
    sealed                 BLOB NOT NULL,
    submitted              BIGINT NOT NULL,
    agency_decided         BIGINT NOT NULL,
    agency_decided_by      TEXT NOT NULL,
    secretariat_decided    BIGINT NOT NULL,
    secretariat_decided_by TEXT NOT NULL,
    opened                 BIGINT NOT NULL,
    looker                 TEXT NOT NULL DEFAULT '',
    looked                 BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT nobody_changes_alone CHECK (agency_decided_by <> person AND secretariat_decided_by <> person),
    CONSTRAINT two_people_change CHECK (agency_decided_by = '' OR agency_decided_by <> secretariat_decided_by)
);
CREATE INDEX changes_registration ON changes (registration, opened, id);
CREATE UNIQUE INDEX changes_one_at_a_time ON changes (registration)
    WHERE state IN ('AGENCY_REVIEW', 'SECRETARIAT_REVIEW', 'RETURNED');
CREATE INDEX changes_person ON changes (person);
CREATE INDEX changes_agency ON changes (agency, state, submitted, id);
CREATE INDEX changes_office ON changes (office, state, submitted, id);

CREATE TABLE relinks (
    id         TEXT PRIMARY KEY,
    person     TEXT NOT NULL REFERENCES people (id),
    agency     TEXT REFERENCES agencies (id),
    office     TEXT NOT NULL,
    state      TEXT NOT NULL,
    version    BIGINT NOT NULL,
    submitted  BIGINT NOT NULL,
    started_by TEXT NOT NULL,
    decided    BIGINT NOT NULL,
    decided_by TEXT NOT NULL,
    code_hash  TEXT NOT NULL,
    expires    BIGINT NOT NULL,
    sealed     BLOB NOT NULL,
    looker     TEXT NOT NULL DEFAULT '',
    looked     BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT nobody_moves_alone CHECK (started_by <> person AND decided_by <> person AND decided_by <> started_by)
);
CREATE UNIQUE INDEX relinks_one_at_a_time ON relinks (person) WHERE state IN ('SECRETARIAT_REVIEW', 'APPROVED');
CREATE UNIQUE INDEX relinks_code ON relinks (code_hash) WHERE code_hash <> '';
CREATE INDEX relinks_office ON relinks (office, state, submitted, id);

CREATE TABLE consents (
    person  TEXT NOT NULL REFERENCES people (id),
    text    TEXT NOT NULL,
    at      BIGINT NOT NULL,
    version TEXT NOT NULL,
    hash    TEXT NOT NULL,
    PRIMARY KEY (person, text, at)
);
