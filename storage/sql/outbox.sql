-- name: add
INSERT INTO outbox (person, event, n, kind, state, reply_token, body, retry_key, received, created, not_before, question)
VALUES (:person, :event, :n, :kind, :state, :reply_token, :body, :retry_key, :received, :now, 0, :question)
ON CONFLICT (event, n) DO NOTHING RETURNING id

-- name: by_event
SELECT o.*, p.line_user, p.key FROM outbox o JOIN people p ON p.id = o.person WHERE o.event = :event AND o.n = :n

-- name: due
SELECT o.*, p.line_user, p.key FROM outbox o JOIN people p ON p.id = o.person
WHERE o.person = :person AND o.settled = 0 ORDER BY o.id

-- name: waits
SELECT id FROM outbox WHERE person = :person AND settled = 0 AND id < :before LIMIT 1

-- name: people_due
SELECT person FROM outbox WHERE settled = 0 GROUP BY person ORDER BY min(id)

-- name: settle
UPDATE outbox SET state = :outcome, settled = :at, note = :note, line_id = :line_id, reply_token = '',
    body = CASE WHEN :outcome = 'parked' THEN body END
WHERE id = :id AND settled = 0

-- name: postpone
UPDATE outbox SET attempts = attempts + 1, not_before = :not_before WHERE id = :id AND settled = 0

-- name: as_push
UPDATE outbox SET kind = 'push', state = 'open', reply_token = '' WHERE id = :id AND kind = 'reply' AND settled = 0

-- name: accepted_at
SELECT settled, state FROM outbox WHERE id = :id

-- name: parked
SELECT id, person, event, n, kind, created, attempts, note FROM outbox WHERE state = 'parked' ORDER BY id

-- name: reopen
UPDATE outbox SET state = 'open', settled = 0, attempts = 0, not_before = 0, created = :now,
    kind = CASE WHEN kind = 'reply' THEN 'push' ELSE kind END
WHERE id = :id AND state = 'parked' AND body IS NOT NULL

-- name: prune
DELETE FROM outbox WHERE id IN (
    SELECT id FROM outbox WHERE settled > 0 AND settled < :before AND state <> 'parked' ORDER BY settled LIMIT 1000
)
