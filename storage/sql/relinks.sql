-- name: add
INSERT INTO relinks (id, person, agency, office, state, version, submitted, started_by, decided, decided_by, code_hash,
    expires, sealed)
VALUES (:id, :person, :agency, :office, :state, :version, :submitted, :started_by, :decided, :decided_by, :code_hash,
    :expires, :sealed)

-- name: one
SELECT l.*, p.key FROM relinks l JOIN people p ON p.id = l.person WHERE l.id = :id

-- name: open_one
SELECT l.*, p.key FROM relinks l JOIN people p ON p.id = l.person
WHERE l.person = :person AND l.state IN ('SECRETARIAT_REVIEW', 'APPROVED')

-- name: by_code
SELECT l.*, p.key FROM relinks l JOIN people p ON p.id = l.person
WHERE l.code_hash = :code_hash AND l.code_hash <> '' AND l.state = 'APPROVED' AND l.expires > :now AND p.key IS NOT NULL

-- name: save
UPDATE relinks SET office = :office, state = :state, version = :version, decided = :decided, decided_by = :decided_by,
    code_hash = :code_hash, expires = :expires, sealed = :sealed, looker = '', looked = 0
WHERE id = :id AND version = :version - 1

-- name: waiting
SELECT l.*, p.key FROM relinks l JOIN people p ON p.id = l.person
WHERE l.office = :office AND l.state = 'SECRETARIAT_REVIEW' AND p.key IS NOT NULL
    AND (l.submitted, l.id) > (:submitted, :id) ORDER BY l.submitted, l.id LIMIT :most

-- name: look
UPDATE relinks SET looker = :person, looked = :now WHERE id = :id
