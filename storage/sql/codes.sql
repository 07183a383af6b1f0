-- name: end_live
UPDATE client_codes SET ended = :now WHERE about = :about AND ended = 0

-- name: add
INSERT INTO client_codes (id, kind, about, dispatch, code, link, hand, made_by, made, expires)
VALUES (:id, :kind, :about, :dispatch, :code, :link, :hand, :made_by, :now, :expires)

-- name: by_link
SELECT id, kind, about, dispatch, made_by, made, expires FROM client_codes
WHERE link = :link AND ended = 0 AND expires > :now

-- name: by_hand
SELECT id, kind, about, dispatch, made_by, made, expires FROM client_codes
WHERE hand = :hand AND hand <> '' AND ended = 0 AND expires > :now

-- name: one
SELECT id, kind, about, dispatch, made_by, made, expires, ended, used_with FROM client_codes WHERE id = :id

-- name: try
UPDATE client_codes SET tries = tries + 1
WHERE about = :about AND ended = 0 AND expires > :now AND code <> '' AND tries < :most
RETURNING id, kind, about, dispatch, made_by, made, expires, code

-- name: untry
UPDATE client_codes SET tries = tries - 1 WHERE id = :id

-- name: tries
SELECT COALESCE(SUM(tries), 0) AS tries FROM client_codes WHERE about = :about AND made > :since

-- name: use
UPDATE client_codes SET ended = :now, used_with = :used_with WHERE id = :id AND ended = 0

-- name: note_guess
INSERT INTO client_guesses (at) VALUES (:now)

-- name: guesses
SELECT COUNT(*) AS guesses FROM client_guesses WHERE at > :since

-- name: next_receipt
UPDATE counters SET value = value + 1 WHERE name = 'client_receipt' RETURNING value

-- name: prune
DELETE FROM client_codes WHERE id IN (SELECT id FROM client_codes WHERE expires < :before ORDER BY expires LIMIT 500)

-- name: prune_guesses
DELETE FROM client_guesses WHERE at < :before
