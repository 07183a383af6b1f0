-- What comes in, what goes out, and what a conversation remembers in between.
CREATE TABLE inbox (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT,
    event       TEXT NOT NULL UNIQUE,
    message     TEXT UNIQUE,
    person      TEXT REFERENCES people (id),
    at          BIGINT NOT NULL,
    received    BIGINT NOT NULL,
    raw         BLOB,
    needs_media BIGINT NOT NULL DEFAULT 0,
    media       BLOB,
    state       TEXT NOT NULL,
    attempts    BIGINT NOT NULL DEFAULT 0,
    reason      TEXT NOT NULL DEFAULT '',
    done        BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX inbox_open ON inbox (person, at, seq) WHERE done = 0;
CREATE INDEX inbox_parked ON inbox (seq) WHERE state = 'parked';
CREATE INDEX inbox_done ON inbox (done) WHERE done > 0;

CREATE TABLE outbox (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    person      TEXT NOT NULL REFERENCES people (id),
    event       TEXT NOT NULL,
    n           BIGINT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('reply', 'push', 'menu')),
    state       TEXT NOT NULL CHECK (state IN ('tried', 'open', 'sent', 'parked', 'unreachable')),
    reply_token TEXT NOT NULL,
    body        BLOB,
    retry_key   TEXT NOT NULL,
    received    BIGINT NOT NULL,
    created     BIGINT NOT NULL,
    attempts    BIGINT NOT NULL DEFAULT 0,
    not_before  BIGINT NOT NULL,
    question    BIGINT NOT NULL,
    settled     BIGINT NOT NULL DEFAULT 0,
    note        TEXT NOT NULL DEFAULT '',
    line_id     TEXT NOT NULL DEFAULT '',
    UNIQUE (event, n)
);
CREATE INDEX outbox_due ON outbox (person, id) WHERE settled = 0;
CREATE INDEX outbox_settled ON outbox (settled) WHERE settled > 0;
CREATE INDEX outbox_parked ON outbox (id) WHERE state = 'parked';

CREATE TABLE drafts (
    person   TEXT NOT NULL REFERENCES people (id),
    dialog   TEXT NOT NULL,
    subject  TEXT NOT NULL,
    version  BIGINT NOT NULL,
    body     BLOB NOT NULL,
    parked   BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    updated  BIGINT NOT NULL,
    PRIMARY KEY (person, dialog, subject)
);
CREATE UNIQUE INDEX drafts_current ON drafts (person) WHERE parked = 0;

CREATE TABLE drawn (
    token   TEXT PRIMARY KEY,
    person  TEXT NOT NULL REFERENCES people (id),
    dialog  TEXT NOT NULL,
    subject TEXT NOT NULL,
    step    TEXT NOT NULL,
    taps    BLOB NOT NULL,
    created BIGINT NOT NULL
);
CREATE INDEX drawn_person ON drawn (person);
CREATE INDEX drawn_created ON drawn (created);

CREATE TABLE drawn_used (
    token TEXT NOT NULL REFERENCES drawn (token) ON DELETE CASCADE,
    n     BIGINT NOT NULL,
    at    BIGINT NOT NULL,
    PRIMARY KEY (token, n)
);

CREATE TABLE lanes (
    person TEXT PRIMARY KEY REFERENCES people (id),
    owner  TEXT NOT NULL,
    until  BIGINT NOT NULL
);

CREATE TABLE timers (
    key   TEXT PRIMARY KEY,
    due   BIGINT NOT NULL,
    what  TEXT NOT NULL,
    about TEXT NOT NULL
);
CREATE INDEX timers_due ON timers (due, key);
