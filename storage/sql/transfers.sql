-- name: next_number
UPDATE counters SET value = value + 1 WHERE name = 'transfer' RETURNING value

-- name: add
INSERT INTO transfers (id, number, office, made_by, made, day, count, total, digest)
VALUES (:id, :number, :office, :made_by, :now, :day, :count, :total, :digest)

-- name: add_line
INSERT INTO transfer_lines (transfer, dispatch, seq, yen, outcome, sealed)
VALUES (:transfer, :dispatch, :seq, :yen, 'open', :sealed)

-- name: one
SELECT * FROM transfers WHERE id = :id

-- name: of_office
SELECT * FROM transfers
WHERE office = :office AND (made, id) < (:made, :id) ORDER BY made DESC, id DESC LIMIT :most

-- name: lines
SELECT l.*, d.key FROM transfer_lines l JOIN dispatches d ON d.id = l.dispatch
WHERE l.transfer = :transfer ORDER BY l.seq

-- name: line
SELECT l.*, d.key FROM transfer_lines l JOIN dispatches d ON d.id = l.dispatch
WHERE l.transfer = :transfer AND l.dispatch = :dispatch

-- name: settle_line
UPDATE transfer_lines SET outcome = :outcome
WHERE transfer = :transfer AND dispatch = :dispatch AND outcome = :was

-- name: settle
UPDATE transfers SET settled = :now WHERE id = :id AND settled = 0

-- name: opened
UPDATE transfers SET opened = opened + 1 WHERE id = :id

-- name: key
SELECT key FROM dispatches WHERE id = :dispatch

-- name: by_number
SELECT * FROM transfers WHERE number = :number

-- name: outcomes
SELECT dispatch, outcome FROM transfer_lines WHERE transfer = :transfer ORDER BY seq
