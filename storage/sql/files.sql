-- name: note
INSERT INTO files (id, person, kind, bytes, sha256, purpose, created)
VALUES (:id, :person, :kind, :bytes, :sha256, :purpose, :now)

-- name: one
SELECT id, person, kind, bytes, sha256, purpose, created FROM files WHERE id = :id

-- name: of_person
SELECT id, person, kind, bytes, sha256, purpose, created FROM files WHERE person = :person ORDER BY created, id

-- name: drop
DELETE FROM files WHERE id = :id
