-- name: keep
INSERT INTO drawn (token, person, dialog, subject, step, taps, created)
VALUES (:token, :person, :dialog, :subject, :step, :taps, :now)

-- name: find
SELECT d.person, d.dialog, d.subject, d.step, d.taps, d.created, p.key, u.n, u.at
FROM drawn d JOIN people p ON p.id = d.person LEFT JOIN drawn_used u ON u.token = d.token WHERE d.token = :token

-- name: use
INSERT INTO drawn_used (token, n, at)
SELECT token, CAST(:n AS BIGINT), CAST(:now AS BIGINT) FROM drawn WHERE token = :token ON CONFLICT DO NOTHING

-- name: prune
DELETE FROM drawn WHERE token IN (SELECT token FROM drawn WHERE created < :before ORDER BY created LIMIT 1000)
