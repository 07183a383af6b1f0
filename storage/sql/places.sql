-- name: add
INSERT INTO places (id, client, state, source, dispatch, made_by, made, decided_by, decided, sealed)
VALUES (:id, :client, :state, :source, :dispatch, :made_by, :now, :decided_by, :decided, :sealed)

-- name: of_client
SELECT p.*, c.key FROM places p JOIN clients c ON c.id = p.client
WHERE p.client = :client AND p.state = :state ORDER BY p.made, p.id

-- name: one
SELECT p.*, c.key FROM places p JOIN clients c ON c.id = p.client WHERE p.id = :id

-- name: decide
UPDATE places SET state = :state, decided_by = :decided_by, decided = :now WHERE id = :id AND state = 'proposed'
