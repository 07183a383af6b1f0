-- The way in: invitations, registrations, the files that belong to them.
CREATE TABLE invitations (
    code_hash     TEXT PRIMARY KEY,
    role          TEXT NOT NULL CHECK (role IN ('expert', 'agency', 'secretariat', 'auditor')),
    agency        TEXT REFERENCES agencies (id),
    office        TEXT,
    issued_by     TEXT REFERENCES people (id),
    issued        BIGINT NOT NULL,
    expires       BIGINT NOT NULL,
    interview_on  TEXT NOT NULL,
    interview_how TEXT NOT NULL,
    head          BIGINT NOT NULL,
    used_by       TEXT REFERENCES people (id),
    used          BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE invitation_tries (
    person TEXT NOT NULL REFERENCES people (id),
    at     BIGINT NOT NULL
);
CREATE INDEX invitation_tries_person ON invitation_tries (person, at);
CREATE INDEX invitation_tries_at ON invitation_tries (at);

CREATE TABLE invitation_locks (
    person TEXT PRIMARY KEY REFERENCES people (id),
    until  BIGINT NOT NULL
);
CREATE INDEX invitation_locks_until ON invitation_locks (until);

CREATE TABLE counters (
    name  TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);
INSERT INTO counters (name, value) VALUES ('receipt', 1000);

CREATE TABLE registrations (
    id                     TEXT PRIMARY KEY,
    person                 TEXT NOT NULL REFERENCES people (id),
    agency                 TEXT NOT NULL REFERENCES agencies (id),
    invited_by             TEXT NOT NULL,
    office                 TEXT NOT NULL,
    state                  TEXT NOT NULL,
    version                BIGINT NOT NULL,
    receipt                TEXT NOT NULL UNIQUE,
    interview_on           TEXT NOT NULL,
    interview_how          TEXT NOT NULL,
    returned               TEXT NOT NULL,
    sealed                 BLOB NOT NULL,
    submitted              BIGINT NOT NULL,
    agency_decided         BIGINT NOT NULL,
    agency_decided_by      TEXT NOT NULL,
    secretariat_decided    BIGINT NOT NULL,
    secretariat_decided_by TEXT NOT NULL,
    opened                 BIGINT NOT NULL,
    changed                BIGINT NOT NULL,
    looker                 TEXT NOT NULL DEFAULT '',
    looked                 BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT nobody_decides_on_themselves CHECK (agency_decided_by <> person AND secretariat_decided_by <> person),
    CONSTRAINT two_people_decide CHECK (agency_decided_by = '' OR agency_decided_by <> secretariat_decided_by)
);
CREATE INDEX registrations_person ON registrations (person, opened, id);
CREATE INDEX registrations_opened ON registrations (opened, id);
CREATE INDEX registrations_state ON registrations (state, submitted, id);
CREATE INDEX registrations_agency ON registrations (agency, state, submitted, id);
CREATE INDEX registrations_office ON registrations (office, state, submitted, id);

CREATE TABLE files (
    id      TEXT PRIMARY KEY,
    person  TEXT NOT NULL REFERENCES people (id),
    kind    TEXT NOT NULL,
    bytes   BIGINT NOT NULL,
    sha256  TEXT NOT NULL,
    purpose TEXT NOT NULL,
    created BIGINT NOT NULL
);
CREATE INDEX files_person ON files (person, created, id);
