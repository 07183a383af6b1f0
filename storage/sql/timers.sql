-- name: set
INSERT INTO timers (key, due, what, about) VALUES (:key, :due, :what, :about)
ON CONFLICT (key) DO UPDATE SET due = excluded.due, what = excluded.what, about = excluded.about

-- name: due
SELECT key, due, what, about FROM timers WHERE due <= :now ORDER BY due, key LIMIT :most

-- name: cancel
DELETE FROM timers WHERE key = :key
