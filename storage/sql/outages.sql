-- name: add
INSERT INTO outages (starts, ends, made) VALUES (:starts, :ends, :now)
ON CONFLICT (starts) DO UPDATE SET ends = excluded.ends, made = excluded.made

-- name: touching
SELECT starts, ends FROM outages WHERE ends > :since AND starts < :until ORDER BY ends, starts LIMIT 1
