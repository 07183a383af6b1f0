-- Clients (事業者) with their places, and dispatches (派遣): one row per visit, from the offer to the inspection.
-- Each client and each dispatch is sealed under a key of its own: it outlives the people in it as evidence of public
-- money, and is erased by destroying that key when the law no longer needs it.
CREATE TABLE clients (
    id         TEXT PRIMARY KEY,
    number     TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('company', 'sole', 'founder')),
    prefecture TEXT NOT NULL,
    agency     TEXT NOT NULL REFERENCES agencies (id),
    version    BIGINT NOT NULL,
    key        BLOB,
    sealed     BLOB NOT NULL,
    created    BIGINT NOT NULL
);
CREATE UNIQUE INDEX clients_number ON clients (number) WHERE number <> '';
CREATE INDEX clients_agency ON clients (agency, created, id);

CREATE TABLE client_words (
    word   TEXT NOT NULL,
    client TEXT NOT NULL REFERENCES clients (id),
    PRIMARY KEY (word, client)
);
CREATE INDEX client_words_client ON client_words (client);

CREATE TABLE places (
    id         TEXT PRIMARY KEY,
    client     TEXT NOT NULL REFERENCES clients (id),
    state      TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused')),
    source     TEXT NOT NULL CHECK (source IN ('pin', 'measured')),
    dispatch   TEXT NOT NULL,
    made_by    TEXT NOT NULL,
    made       BIGINT NOT NULL,
    decided_by TEXT NOT NULL DEFAULT '',
    decided    BIGINT NOT NULL DEFAULT 0,
    sealed     BLOB NOT NULL
);
CREATE INDEX places_client ON places (client, state, made, id);

CREATE TABLE dispatches (
    id                  TEXT PRIMARY KEY,
    number              TEXT NOT NULL UNIQUE,
    version             BIGINT NOT NULL,
    state               TEXT NOT NULL,
    since               BIGINT NOT NULL,
    agency              TEXT NOT NULL REFERENCES agencies (id),
    made_by             TEXT NOT NULL,
    client              TEXT NOT NULL REFERENCES clients (id),
    expert              TEXT NOT NULL REFERENCES people (id),
    registration        TEXT NOT NULL REFERENCES registrations (id),
    office              TEXT NOT NULL,
    fiscal_year         BIGINT NOT NULL,
    starts              BIGINT NOT NULL,
    ends                BIGINT NOT NULL,
    online              BIGINT NOT NULL,
    it                  BIGINT NOT NULL,
    offered             BIGINT NOT NULL,
    offer_until         BIGINT NOT NULL,
    agreed              BIGINT NOT NULL DEFAULT 0,
    checked_in          BIGINT NOT NULL DEFAULT 0,
    checked_out         BIGINT NOT NULL DEFAULT 0,
    client_starts       BIGINT NOT NULL DEFAULT 0,
    client_ends         BIGINT NOT NULL DEFAULT 0,
    client_confirmed    BIGINT NOT NULL DEFAULT 0,
    breaks              BIGINT NOT NULL DEFAULT 0,
    reported            BIGINT NOT NULL DEFAULT 0,
    agency_confirmed    BIGINT NOT NULL DEFAULT 0,
    agency_confirmed_by TEXT NOT NULL DEFAULT '',
    inspected           BIGINT NOT NULL DEFAULT 0,
    inspected_by        TEXT NOT NULL DEFAULT '',
    flags               TEXT NOT NULL,
    returned            TEXT NOT NULL,
    created             BIGINT NOT NULL,
    key                 BLOB,
    sealed              BLOB NOT NULL,
    CONSTRAINT nobody_dispatches_themselves CHECK (made_by <> expert),
    CONSTRAINT nobody_confirms_themselves CHECK (agency_confirmed_by <> expert AND inspected_by <> expert),
    CONSTRAINT two_people_check CHECK (agency_confirmed_by = '' OR agency_confirmed_by <> inspected_by)
);
CREATE INDEX dispatches_expert ON dispatches (expert, starts, id);
CREATE INDEX dispatches_agency ON dispatches (agency, starts, id);
CREATE INDEX dispatches_agency_state ON dispatches (agency, state, since, id);
CREATE INDEX dispatches_office_state ON dispatches (office, state, since, id);
CREATE INDEX dispatches_client ON dispatches (client, fiscal_year, starts, id);
CREATE INDEX dispatches_created ON dispatches (created, id);

INSERT INTO counters (name, value) VALUES ('dispatch', 1000);
