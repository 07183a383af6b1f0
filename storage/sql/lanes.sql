-- name: claim
INSERT INTO lanes (person, owner, until) VALUES (:person, :owner, :until)
ON CONFLICT (person) DO UPDATE SET owner = excluded.owner, until = excluded.until
WHERE lanes.owner = excluded.owner OR lanes.until <= :now OR lanes.until > excluded.until + 60000

-- name: hold
UPDATE lanes SET until = :until WHERE person = :person AND owner = :owner

-- name: release
DELETE FROM lanes WHERE person = :person AND owner = :owner AND until = :until

-- name: succeed
DELETE FROM lanes WHERE until <= :now OR substr(owner, 1, length(CAST(:seat AS text))) = :seat
