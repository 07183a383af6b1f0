-- name: note
INSERT INTO consents (person, text, at, version, hash) VALUES (:person, :text, :at, :version, :hash)
ON CONFLICT (person, text, at) DO NOTHING

-- name: of_person
SELECT text, at, version, hash FROM consents WHERE person = :person ORDER BY text, at
