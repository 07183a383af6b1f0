-- name: set
INSERT INTO timers (key, due, what, about) VALUES (:key, :due, :what, :about)
ON CONFLICT (key) DO UPDATE SET due = excluded.due, what = excluded.what, about = excluded.about, tries = 0, parked = 0

-- name: set_earlier
INSERT INTO timers (key, due, what, about) VALUES (:key, :due, :what, :about)
ON CONFLICT (key) DO UPDATE SET due = excluded.due, tries = 0, parked = 0 WHERE excluded.due < timers.due OR timers.parked = 1

-- name: due
SELECT key, due, what, about FROM timers WHERE parked = 0 AND due <= :now ORDER BY due, key LIMIT :most

-- name: cancel
DELETE FROM timers WHERE key = :key

-- name: take
DELETE FROM timers WHERE key = :key AND due = :due AND parked = 0

-- name: fail
UPDATE timers SET tries = tries + 1, parked = CASE WHEN tries + 1 >= :most THEN 1 ELSE 0 END
WHERE key = :key AND due = :due AND parked = 0 RETURNING tries, parked

-- name: put_off
UPDATE timers SET due = :again WHERE key = :key

-- name: parked
SELECT key, due, what, about, tries FROM timers WHERE parked = 1 ORDER BY due, key

-- name: reopen
UPDATE timers SET parked = 0, tries = 0, due = :now WHERE key = :key AND parked = 1
