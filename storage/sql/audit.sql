-- name: head
SELECT seq, hash FROM audit_heads WHERE shard = :shard /*pg FOR UPDATE */

-- name: note
INSERT INTO audit (shard, seq, at, actor, action, subject, person, before, after, reason, hash)
VALUES (:shard, :seq, :at, :actor, :action, :subject, :person, :before, :after, :reason, :hash)

-- name: advance
UPDATE audit_heads SET seq = :seq, hash = :hash WHERE shard = :shard AND seq = :seq - 1

-- name: heads
SELECT shard, seq, hash FROM audit_heads ORDER BY shard

-- name: chain
SELECT a.*, p.key FROM audit a LEFT JOIN people p ON p.id = a.person
WHERE a.shard = :shard AND a.seq > :after ORDER BY a.seq LIMIT 500

-- name: of_subject
SELECT a.*, p.key FROM audit a LEFT JOIN people p ON p.id = a.person
WHERE a.subject = :subject ORDER BY a.at, a.shard, a.seq

-- name: since
SELECT a.*, p.key FROM audit a LEFT JOIN people p ON p.id = a.person
WHERE (a.at, a.shard, a.seq) > (:at, :shard, :seq) AND a.at < :until ORDER BY a.at, a.shard, a.seq LIMIT :most
