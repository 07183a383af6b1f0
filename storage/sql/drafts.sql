-- name: load
SELECT d.*, p.key FROM drafts d JOIN people p ON p.id = d.person
WHERE d.person = :person AND d.dialog = :dialog AND d.subject = :subject

-- name: current
SELECT d.*, p.key FROM drafts d JOIN people p ON p.id = d.person WHERE d.person = :person AND d.parked = 0

-- name: parked
SELECT d.*, p.key FROM drafts d JOIN people p ON p.id = d.person
WHERE d.person = :person AND d.parked = 1 ORDER BY d.updated DESC, d.dialog, d.subject

-- name: add
INSERT INTO drafts (person, dialog, subject, version, body, parked, revision, updated)
VALUES (:person, :dialog, :subject, :version, :body, :parked, :revision, :now) ON CONFLICT DO NOTHING

-- name: change
UPDATE drafts SET version = :version, body = :body, parked = :parked, revision = :revision, updated = :now
WHERE person = :person AND dialog = :dialog AND subject = :subject AND revision = :revision - 1

-- name: park
UPDATE drafts SET parked = 1, updated = :now WHERE person = :person AND parked = 0

-- name: drop
DELETE FROM drafts WHERE person = :person AND dialog = :dialog AND subject = :subject
