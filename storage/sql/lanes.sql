-- name: claim
INSERT INTO lanes (person, owner, until) VALUES (:person, :owner, :until)
ON CONFLICT (person) DO UPDATE SET owner = excluded.owner, until = excluded.until
WHERE lanes.owner = excluded.owner OR lanes.until <= :now

-- name: release
DELETE FROM lanes WHERE person = :person AND owner = :owner
