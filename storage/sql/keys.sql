-- name: own
SELECT key FROM own_keys WHERE name = :name

-- name: add_own
INSERT INTO own_keys (name, key) VALUES (:name, :key) ON CONFLICT (name) DO NOTHING

-- name: all_own
SELECT name, key FROM own_keys ORDER BY name

-- name: rewrap_own
UPDATE own_keys SET key = :new WHERE name = :name AND key = :old

-- name: of_people
SELECT id, key FROM people WHERE id > :after ORDER BY id LIMIT :most

-- name: rewrap_people
UPDATE people SET key = :new WHERE id = :id AND key = :old

-- name: of_clients
SELECT id, key FROM clients WHERE id > :after ORDER BY id LIMIT :most

-- name: rewrap_clients
UPDATE clients SET key = :new WHERE id = :id AND key = :old

-- name: of_dispatches
SELECT id, key FROM dispatches WHERE id > :after ORDER BY id LIMIT :most

-- name: rewrap_dispatches
UPDATE dispatches SET key = :new WHERE id = :id AND key = :old
