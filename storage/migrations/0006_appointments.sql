-- Appointments (委嘱): one per registration and fiscal year; and the durable jobs that make their documents.
CREATE TABLE appointments (
    id                 TEXT PRIMARY KEY,
    person             TEXT NOT NULL REFERENCES people (id),
    registration       TEXT NOT NULL REFERENCES registrations (id),
    fiscal_year        BIGINT NOT NULL,
    office             TEXT NOT NULL,
    state              TEXT NOT NULL,
    since              BIGINT NOT NULL,
    version            BIGINT NOT NULL,
    conditions_version TEXT NOT NULL,
    conditions_hash    TEXT NOT NULL,
    sent               BIGINT NOT NULL,
    consented          BIGINT NOT NULL,
    number             TEXT NOT NULL,
    issued             BIGINT NOT NULL,
    issued_by          TEXT NOT NULL,
    period_from        TEXT NOT NULL,
    period_to          TEXT NOT NULL,
    accepted           BIGINT NOT NULL,
    accepted_on        TEXT NOT NULL,
    ended              BIGINT NOT NULL,
    letter             TEXT NOT NULL,
    letter_picture     TEXT NOT NULL,
    acceptance         TEXT NOT NULL,
    sealed             BLOB NOT NULL,
    CONSTRAINT one_a_year UNIQUE (registration, fiscal_year),
    CONSTRAINT nobody_appoints_themselves CHECK (issued_by <> person)
);
CREATE INDEX appointments_person ON appointments (person, fiscal_year, id);
CREATE INDEX appointments_office ON appointments (office, state, since, id);
CREATE UNIQUE INDEX appointments_number ON appointments (office, fiscal_year, number) WHERE number <> '';

CREATE TABLE jobs (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    kind       TEXT NOT NULL,
    about      TEXT NOT NULL,
    attempts   BIGINT NOT NULL DEFAULT 0,
    not_before BIGINT NOT NULL,
    parked     BIGINT NOT NULL DEFAULT 0,
    reason     TEXT NOT NULL DEFAULT '',
    created    BIGINT NOT NULL,
    UNIQUE (kind, about)
);
CREATE INDEX jobs_open ON jobs (not_before, id) WHERE parked = 0;
CREATE INDEX jobs_parked ON jobs (parked, id) WHERE parked > 0;
