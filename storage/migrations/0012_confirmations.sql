-- What a client confirms without LINE: codes and links, shown once and kept as hashes; wrong tries of everybody; and the
-- declarations (申告) that mend a visit after the fact, sealed under the key of their dispatch.
ALTER TABLE agencies ADD COLUMN phone TEXT NOT NULL DEFAULT '';

CREATE TABLE client_codes (
    id        TEXT PRIMARY KEY,
    kind      TEXT NOT NULL CHECK (kind IN ('visit', 'declaration')),
    about     TEXT NOT NULL,
    dispatch  TEXT NOT NULL REFERENCES dispatches (id),
    code      TEXT NOT NULL,
    link      TEXT NOT NULL UNIQUE,
    hand      TEXT NOT NULL,
    made_by   TEXT NOT NULL,
    made      BIGINT NOT NULL,
    expires   BIGINT NOT NULL,
    tries     BIGINT NOT NULL DEFAULT 0,
    ended     BIGINT NOT NULL DEFAULT 0,
    used_with TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX client_codes_live ON client_codes (about) WHERE ended = 0;
CREATE UNIQUE INDEX client_codes_hand ON client_codes (hand) WHERE hand <> '';
CREATE INDEX client_codes_about ON client_codes (about, made);
CREATE INDEX client_codes_expires ON client_codes (expires, id);

CREATE TABLE client_guesses (
    at BIGINT NOT NULL
);
CREATE INDEX client_guesses_at ON client_guesses (at);

CREATE TABLE declarations (
    id                TEXT PRIMARY KEY,
    number            TEXT NOT NULL UNIQUE,
    version           BIGINT NOT NULL,
    kind              TEXT NOT NULL CHECK (kind IN ('forgot_in', 'forgot_out', 'wrong_time', 'wrong_place', 'no_client')),
    state             TEXT NOT NULL,
    since             BIGINT NOT NULL,
    dispatch          TEXT NOT NULL REFERENCES dispatches (id),
    expert            TEXT NOT NULL REFERENCES people (id),
    agency            TEXT NOT NULL REFERENCES agencies (id),
    office            TEXT NOT NULL,
    fiscal_year       BIGINT NOT NULL,
    made              BIGINT NOT NULL,
    client_confirmed  BIGINT NOT NULL DEFAULT 0,
    client_by         TEXT NOT NULL DEFAULT '',
    agency_decided    BIGINT NOT NULL DEFAULT 0,
    agency_decided_by TEXT NOT NULL DEFAULT '',
    office_decided    BIGINT NOT NULL DEFAULT 0,
    office_decided_by TEXT NOT NULL DEFAULT '',
    ended             BIGINT NOT NULL DEFAULT 0,
    paper             TEXT NOT NULL DEFAULT '',
    sealed            BLOB NOT NULL,
    CONSTRAINT nobody_approves_their_own CHECK (
        client_by <> expert AND agency_decided_by <> expert AND office_decided_by <> expert
    ),
    CONSTRAINT two_people_approve CHECK (agency_decided_by = '' OR agency_decided_by <> office_decided_by)
);
CREATE UNIQUE INDEX declarations_open ON declarations (dispatch) WHERE ended = 0;
CREATE INDEX declarations_dispatch ON declarations (dispatch, made, id);
CREATE INDEX declarations_agency ON declarations (agency, state, since, id);
CREATE INDEX declarations_office ON declarations (office, state, since, id);
CREATE INDEX declarations_expert ON declarations (expert, fiscal_year);

CREATE TABLE outages (
    starts BIGINT PRIMARY KEY,
    ends   BIGINT NOT NULL,
    made   BIGINT NOT NULL
);
CREATE INDEX outages_ends ON outages (ends, starts);

INSERT INTO counters (name, value) VALUES ('client_receipt', 1000), ('declaration', 1000);
