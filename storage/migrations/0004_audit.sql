-- The audit log: 64 chains, each with a head row that is locked while it grows.
CREATE TABLE audit (
    shard   BIGINT NOT NULL,
    seq     BIGINT NOT NULL,
    at      BIGINT NOT NULL,
    actor   TEXT NOT NULL,
    action  TEXT NOT NULL,
    subject TEXT NOT NULL,
    person  TEXT NOT NULL,
    before  TEXT NOT NULL,
    after   TEXT NOT NULL,
    reason  BLOB NOT NULL,
    hash    TEXT NOT NULL,
    PRIMARY KEY (shard, seq)
);
CREATE INDEX audit_at ON audit (at, shard, seq);
CREATE INDEX audit_subject ON audit (subject, at, shard, seq);

CREATE TABLE audit_heads (
    shard BIGINT PRIMARY KEY,
    seq   BIGINT NOT NULL,
    hash  TEXT NOT NULL
);
INSERT INTO audit_heads (shard, seq, hash)
WITH RECURSIVE shards (shard) AS (SELECT 0 UNION ALL SELECT shard + 1 FROM shards WHERE shard < 63)
SELECT shard, 0, '' FROM shards;
