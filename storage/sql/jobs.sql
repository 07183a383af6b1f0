-- name: drop
DELETE FROM jobs WHERE kind = :kind AND about = :about

-- name: add
INSERT INTO jobs (kind, about, not_before, created) VALUES (:kind, :about, 0, :now)

-- name: due
SELECT id, kind, about, attempts FROM jobs WHERE parked = 0 AND (not_before <= :now OR not_before > :far)
ORDER BY not_before, id LIMIT :most

-- name: finish
DELETE FROM jobs WHERE id = :id

-- name: postpone
UPDATE jobs SET attempts = attempts + 1, not_before = :not_before, reason = :reason WHERE id = :id

-- name: park
UPDATE jobs SET attempts = attempts + 1, parked = :now, reason = :reason WHERE id = :id

-- name: parked
SELECT id, kind, about, attempts, reason FROM jobs WHERE parked > 0 ORDER BY parked, id

-- name: reopen
UPDATE jobs SET parked = 0, attempts = 0, not_before = 0 WHERE id = :id AND parked > 0
