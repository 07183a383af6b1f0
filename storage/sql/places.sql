-- name: add
INSERT INTO places (id, client, state, source, dispatch, made_by, made, decided_by, decided, sealed)
VALUES (:id, :client, :state, :source, :dispatch, :made_by, :now, :decided_by, :decided, :sealed)

-- name: of_client
SELECT p.*, c.key FROM places p JOIN clients c ON c.id = p.client
WHERE p.client = :client AND p.state = :state ORDER BY p.made, p.id

-- name: proposed
SELECT p.*, c.key FROM places p JOIN dispatches d ON d.id = p.dispatch JOIN clients c ON c.id = p.client
WHERE p.state = 'proposed' AND d.agency = :agency AND d.expert <> :but AND c.key IS NOT NULL
    AND (p.made, p.id) > (:made, :id)
ORDER BY p.made, p.id LIMIT :most

-- name: one
SELECT p.*, c.key FROM places p JOIN clients c ON c.id = p.client WHERE p.id = :id

-- name: decide
UPDATE places SET state = :state, decided_by = :decided_by, decided = :now WHERE id = :id AND state = 'proposed'
