-- The ledger of honoraria: one row per visit. Transfers hand them to the bank; a visit is on at most one that counts.
CREATE TABLE payments (
    dispatch     TEXT PRIMARY KEY REFERENCES dispatches (id),
    expert       TEXT NOT NULL REFERENCES people (id),
    registration TEXT NOT NULL REFERENCES registrations (id),
    office       TEXT NOT NULL,
    day          TEXT NOT NULL,
    state        TEXT NOT NULL,
    since        BIGINT NOT NULL,
    version      BIGINT NOT NULL,
    scheme       TEXT NOT NULL,
    minutes      BIGINT NOT NULL,
    units        BIGINT NOT NULL,
    gross        BIGINT NOT NULL,
    amount       BIGINT NOT NULL,
    withholding  BIGINT NOT NULL,
    net          BIGINT NOT NULL,
    barred       TEXT NOT NULL,
    holds        TEXT NOT NULL,
    due          TEXT NOT NULL,
    transfer     TEXT NOT NULL,
    paid         BIGINT NOT NULL,
    snapshot     TEXT NOT NULL,
    CONSTRAINT figures_agree CHECK (
        amount >= 0 AND amount <= gross AND withholding >= 0 AND withholding <= amount AND net = amount - withholding
    ),
    CONSTRAINT barred_is_nothing CHECK (barred = '[]' OR amount = 0),
    CONSTRAINT handed_over_with_a_transfer CHECK ((state IN ('EXPORTED', 'PAID')) = (transfer <> ''))
);
CREATE INDEX payments_expert ON payments (expert, day, dispatch);
CREATE INDEX payments_office ON payments (office, state, due, dispatch);
CREATE INDEX payments_day ON payments (day, dispatch);

CREATE TABLE transfers (
    id       TEXT PRIMARY KEY,
    number   TEXT NOT NULL UNIQUE,
    office   TEXT NOT NULL,
    made_by  TEXT NOT NULL,
    made     BIGINT NOT NULL,
    day      TEXT NOT NULL,
    count    BIGINT NOT NULL,
    total    BIGINT NOT NULL,
    digest   TEXT NOT NULL,
    settled  BIGINT NOT NULL DEFAULT 0,
    opened   BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX transfers_office ON transfers (office, made, id);

CREATE TABLE transfer_lines (
    transfer TEXT NOT NULL REFERENCES transfers (id),
    dispatch TEXT NOT NULL REFERENCES payments (dispatch),
    seq      BIGINT NOT NULL,
    yen      BIGINT NOT NULL CHECK (yen > 0),
    outcome  TEXT NOT NULL CHECK (outcome IN ('open', 'paid', 'returned')),
    sealed   BLOB NOT NULL,
    PRIMARY KEY (transfer, dispatch),
    UNIQUE (transfer, seq)
);
CREATE UNIQUE INDEX one_transfer_a_visit ON transfer_lines (dispatch) WHERE outcome <> 'returned';

-- 支払明細: one a transfer and expert, made by a job once the transfer is settled.
CREATE TABLE payslips (
    transfer TEXT NOT NULL REFERENCES transfers (id),
    expert   TEXT NOT NULL REFERENCES people (id),
    day      TEXT NOT NULL,
    file     TEXT NOT NULL,
    PRIMARY KEY (transfer, expert)
);
CREATE INDEX payslips_expert ON payslips (expert, day, transfer);

-- Accounts that somebody has checked, recognised by a keyed hash; and the pictures of bank books that wait for it.
CREATE TABLE account_checks (
    person  TEXT NOT NULL REFERENCES people (id),
    account TEXT NOT NULL,
    how     TEXT NOT NULL CHECK (how IN ('book', 'transfer')),
    by      TEXT NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (person, account)
);

CREATE TABLE bank_books (
    person  TEXT PRIMARY KEY REFERENCES people (id),
    account TEXT NOT NULL,
    file    TEXT NOT NULL REFERENCES files (id),
    sent    BIGINT NOT NULL
);

INSERT INTO counters (name, value) VALUES ('transfer', 0);
