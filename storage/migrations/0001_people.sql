-- People, their keys, their roles, the agencies they belong to, and the service's own keys.
CREATE TABLE people (
    id        TEXT PRIMARY KEY,
    line_user TEXT NOT NULL UNIQUE,
    key       BLOB,
    blocked   BIGINT NOT NULL DEFAULT 0,
    active    TEXT,
    met       BIGINT NOT NULL
);

CREATE TABLE agencies (
    id           TEXT PRIMARY KEY,
    name         TEXT NOT NULL,
    type         TEXT NOT NULL,
    prefecture   TEXT NOT NULL,
    can_dispatch BIGINT NOT NULL,
    added        BIGINT NOT NULL
);
CREATE INDEX agencies_prefecture ON agencies (prefecture, name, id);
CREATE INDEX agencies_name ON agencies (name, id);

CREATE TABLE memberships (
    id         TEXT PRIMARY KEY,
    person     TEXT NOT NULL REFERENCES people (id),
    role       TEXT NOT NULL CHECK (role IN ('expert', 'agency', 'secretariat', 'auditor')),
    agency     TEXT REFERENCES agencies (id),
    office     TEXT,
    name       TEXT NOT NULL,
    department TEXT NOT NULL,
    head       BIGINT NOT NULL,
    joined     BIGINT NOT NULL,
    ended      BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX memberships_person ON memberships (person) WHERE ended = 0;
CREATE INDEX memberships_agency ON memberships (agency, joined, id) WHERE ended = 0 AND role = 'agency';
CREATE INDEX memberships_office ON memberships (office, joined, id) WHERE ended = 0 AND role = 'secretariat';

CREATE TABLE own_keys (
    name TEXT PRIMARY KEY,
    key  BLOB NOT NULL
);
