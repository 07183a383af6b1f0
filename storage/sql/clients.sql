-- name: add
INSERT INTO clients (id, number, kind, prefecture, agency, version, key, sealed, created)
VALUES (:id, :number, :kind, :prefecture, :agency, :version, :key, :sealed, :now)

-- name: one
SELECT * FROM clients WHERE id = :id

-- name: by_number
SELECT * FROM clients WHERE number = :number AND number <> ''

-- name: forget_words
DELETE FROM client_words WHERE client = :client

-- name: add_word
INSERT INTO client_words (word, client) VALUES (:word, :client)

-- name: found
SELECT c.* FROM client_words w JOIN clients c ON c.id = w.client
WHERE w.word = :word ORDER BY c.created DESC, c.id DESC LIMIT :most

-- name: known
SELECT c.* FROM client_words w JOIN clients c ON c.id = w.client
WHERE w.word = :word AND (c.agency = :agency
    OR EXISTS (SELECT 1 FROM dispatches d WHERE d.client = c.id AND d.agency = :agency))
ORDER BY c.created DESC, c.id DESC LIMIT :most

-- name: lock
SELECT id FROM clients WHERE id = :id /*pg FOR NO KEY UPDATE */
