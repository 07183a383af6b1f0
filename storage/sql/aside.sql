-- name: by_reason
SELECT note, count(*) AS n FROM outbox WHERE state = 'parked' GROUP BY note ORDER BY note

-- name: prune
DELETE FROM outbox WHERE state = 'parked' AND settled < :before
