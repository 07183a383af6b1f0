-- Every place that was sent or measured for a visit (check-in, check-out, client absent), whether it came to count or
-- not: evidence against false visits, and for people whom the phone misplaced. Rows are only added; `counted` is set
-- once, when the person confirms the place. The coordinates are sealed under the dispatch's key.
CREATE TABLE fixes (
    id         TEXT PRIMARY KEY,
    dispatch   TEXT NOT NULL REFERENCES dispatches (id),
    person     TEXT NOT NULL,
    purpose    TEXT NOT NULL CHECK (purpose IN ('in', 'out', 'absent')),
    at         BIGINT NOT NULL,
    taken      BIGINT NOT NULL,
    source     TEXT NOT NULL CHECK (source IN ('pin', 'measured')),
    accuracy   BIGINT,
    verdict    TEXT NOT NULL CHECK (verdict IN ('near', 'grey', 'far')),
    distance   BIGINT,
    place      TEXT NOT NULL,
    thresholds TEXT NOT NULL,
    counted    BIGINT NOT NULL DEFAULT 0,
    sealed     BLOB NOT NULL,
    CONSTRAINT a_pin_has_no_accuracy CHECK ((source = 'pin') = (accuracy IS NULL)),
    CONSTRAINT a_pin_is_never_near CHECK (source = 'measured' OR verdict <> 'near')
);
CREATE INDEX fixes_dispatch ON fixes (dispatch, at, id);
