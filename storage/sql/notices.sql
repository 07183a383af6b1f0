-- name: add
INSERT INTO notices (person, kind, about, noted) VALUES (:person, :kind, :about, :now)
ON CONFLICT (person, kind, about) DO NOTHING

-- name: of_person
SELECT kind, about FROM notices WHERE person = :person ORDER BY noted, kind, about

-- name: clear
DELETE FROM notices WHERE person = :person
