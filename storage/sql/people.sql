-- name: by_line_user
SELECT id, key FROM people WHERE line_user = :line_user

-- name: add
INSERT INTO people (id, line_user, key, met) VALUES (:id, :line_user, :key, :now) ON CONFLICT (line_user) DO NOTHING

-- name: lock
SELECT id FROM people WHERE id = :id /*pg FOR NO KEY UPDATE */

-- name: one
SELECT p.id, p.line_user, p.blocked, p.active, m.id AS membership, m.role, m.agency, m.office, m.name, m.department, m.head
FROM people p LEFT JOIN memberships m ON m.person = p.id AND m.ended = 0
WHERE p.id = :id ORDER BY m.joined, m.id

-- name: key
SELECT key, line_user FROM people WHERE id = :id

-- name: block
UPDATE people SET blocked = :blocked WHERE id = :id

-- name: join
INSERT INTO memberships (id, person, role, agency, office, name, department, head, joined)
VALUES (:id, :person, :role, :agency, :office, :name, :department, :head, :now)

-- name: switch
UPDATE people SET active = :membership
WHERE id = :person AND EXISTS (SELECT 1 FROM memberships WHERE id = :membership AND person = :person AND ended = 0)

-- name: describe
UPDATE memberships SET name = :name, department = :department WHERE id = :id

-- name: leave
UPDATE memberships SET ended = :now WHERE id = :id AND ended = 0

-- name: unset
UPDATE people SET active = NULL
WHERE id = (SELECT person FROM memberships WHERE id = :membership) AND active = :membership

-- name: of_agency
SELECT m.person AS id, m.id AS membership, m.role, m.agency, m.office, m.name, m.department, m.head
FROM memberships m WHERE m.agency = :agency AND m.ended = 0 AND m.role = 'agency' ORDER BY m.joined, m.id

-- name: of_office
SELECT m.person AS id, m.id AS membership, m.role, m.agency, m.office, m.name, m.department, m.head
FROM memberships m WHERE m.office = :office AND m.ended = 0 AND m.role = 'secretariat' ORDER BY m.joined, m.id

-- name: forget
UPDATE people SET key = NULL, line_user = :gone, active = NULL WHERE id = :id

-- name: forget_drafts
DELETE FROM drafts WHERE person = :person

-- name: forget_drawn
DELETE FROM drawn WHERE person = :person

-- name: forget_inbox
UPDATE inbox SET raw = NULL, media = NULL, state = 'done', done = :now WHERE person = :person AND done = 0

-- name: forget_outbox
UPDATE outbox SET body = NULL, reply_token = '', state = 'unreachable', settled = :now WHERE person = :person AND settled = 0

-- name: forget_names
UPDATE memberships SET name = '', department = '', ended = :now WHERE person = :person AND ended = 0

-- name: at_work
SELECT p.line_user, m.role,
    (SELECT r.state FROM registrations r WHERE r.person = p.id ORDER BY r.opened DESC, r.id DESC LIMIT 1) AS state
FROM people p JOIN memberships m ON m.id = p.active WHERE p.blocked = 0 AND m.ended = 0 ORDER BY p.id

-- name: lead
UPDATE memberships SET head = :head WHERE id = :id AND ended = 0

-- name: heads_of_agency
SELECT id FROM memberships WHERE agency = :agency AND ended = 0 AND role = 'agency' AND head = 1
ORDER BY joined, id /*pg FOR UPDATE */

-- name: heads_of_office
SELECT id FROM memberships WHERE office = :office AND ended = 0 AND role = 'secretariat' AND head = 1
ORDER BY joined, id /*pg FOR UPDATE */

-- name: forget_notices
DELETE FROM notices WHERE person = :person

-- name: forget_absences
DELETE FROM absences WHERE membership IN (SELECT id FROM memberships WHERE person = :person AND ended = 0)

-- name: forget_words
DELETE FROM search_words WHERE registration IN (SELECT id FROM registrations WHERE person = :person)

-- name: line_user
UPDATE people SET line_user = :line_user, blocked = :blocked, moved = :moved WHERE id = :id

-- name: moved
SELECT moved FROM people WHERE id = :id
