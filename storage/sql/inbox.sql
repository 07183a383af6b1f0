-- name: take_in
INSERT INTO inbox (event, message, person, at, received, raw, needs_media, state)
VALUES (:event, :message, :person, :at, :now, :raw, :needs_media, :state) ON CONFLICT DO NOTHING

-- name: next
SELECT i.seq, i.event, i.person, i.at, i.received, i.raw, i.attempts, i.media, i.state, i.tries,
    i.not_before, p.key
FROM inbox i JOIN people p ON p.id = i.person
WHERE i.person = :person AND i.state IN ('ready', 'media') AND i.done = 0 ORDER BY i.at, i.seq LIMIT 1

-- name: more
SELECT seq FROM inbox WHERE person = :person AND state IN ('ready', 'media') AND done = 0 LIMIT 1

-- name: place
SELECT i.event, p.key FROM inbox i JOIN people p ON p.id = i.person WHERE i.seq = :seq AND i.done = 0

-- name: fetched
UPDATE inbox SET media = :media, state = 'ready', attempts = 0 WHERE seq = :seq AND state = 'media'

-- name: put_off
UPDATE inbox SET tries = tries + 1, not_before = :not_before WHERE seq = :seq AND state = 'media'

-- name: finish
UPDATE inbox SET raw = NULL, media = NULL, state = 'done', done = :now WHERE seq = :seq AND done = 0

-- name: fail
UPDATE inbox SET attempts = attempts + 1, reason = :reason, state = CASE WHEN attempts + 1 >= :most THEN 'parked' ELSE state END
WHERE seq = :seq AND done = 0 RETURNING state

-- name: people_waiting
SELECT person FROM inbox WHERE done = 0 AND state IN ('ready', 'media') GROUP BY person ORDER BY min(seq)

-- name: parked
SELECT seq, event, person, at, attempts, reason FROM inbox WHERE state = 'parked' ORDER BY seq

-- name: replay
UPDATE inbox SET attempts = 0, tries = 0, not_before = 0, state = CASE WHEN needs_media = 1 AND media IS NULL THEN 'media' ELSE 'ready' END
WHERE event = :event AND state = 'parked'

-- name: bury
INSERT INTO inbox (event, message, at, received, state, done)
VALUES (:event, :message, :now, :now, 'unsent', :now) ON CONFLICT DO NOTHING

-- name: unsend
UPDATE inbox SET raw = NULL, media = NULL, state = 'unsent', done = :now WHERE message = :message AND done = 0

-- name: prune
DELETE FROM inbox WHERE seq IN (SELECT seq FROM inbox WHERE done > 0 AND done < :before ORDER BY done LIMIT 1000)
