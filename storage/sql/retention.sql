-- name: visit
SELECT d.id, d.starts AS at FROM dispatches d
WHERE d.key IS NOT NULL AND (d.starts, d.id) > (:at, :id) AND d.starts < :until
    AND NOT EXISTS (SELECT 1 FROM payments p WHERE p.dispatch = d.id AND p.state NOT IN ('PAID', 'BARRED'))
    AND NOT EXISTS (SELECT 1 FROM declarations c WHERE c.dispatch = d.id AND c.ended = 0)
ORDER BY d.starts, d.id LIMIT :most

-- name: client
SELECT c.id, c.created AS at FROM clients c
WHERE c.key IS NOT NULL AND (c.created, c.id) > (:at, :id) AND c.created < :until
    AND NOT EXISTS (SELECT 1 FROM dispatches d WHERE d.client = c.id AND d.key IS NOT NULL)
ORDER BY c.created, c.id LIMIT :most

-- name: person
SELECT r.id, r.person, r.changed AS at FROM registrations r JOIN people p ON p.id = r.person
WHERE r.state IN ('REJECTED', 'WITHDRAWN') AND (r.changed, r.id) > (:at, :id) AND r.changed < :until
    AND p.key IS NOT NULL
    AND NOT EXISTS (
        SELECT 1 FROM registrations o WHERE o.person = r.person
        AND (o.state NOT IN ('REJECTED', 'WITHDRAWN') OR o.changed >= :until)
    )
    AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.person = r.person AND m.ended = 0 AND m.role <> 'expert')
    AND NOT EXISTS (SELECT 1 FROM dispatches d WHERE d.expert = r.person AND d.key IS NOT NULL)
ORDER BY r.changed, r.id LIMIT :most

-- name: draft
SELECT person || ' ' || dialog || ' ' || subject AS id, updated AS at, person, dialog, subject FROM drafts
WHERE updated >= :at AND (updated, person || ' ' || dialog || ' ' || subject) > (:at, :id) AND updated < :until
ORDER BY updated, person || ' ' || dialog || ' ' || subject LIMIT :most

-- name: erase_visit
UPDATE dispatches SET key = NULL, sealed = :blank, version = version + 1 WHERE id = :id AND key IS NOT NULL

-- name: blank_fixes
UPDATE fixes SET sealed = :blank WHERE dispatch = :dispatch

-- name: blank_declarations
UPDATE declarations SET sealed = :blank, paper = '' WHERE dispatch = :dispatch

-- name: blank_transfer_lines
UPDATE transfer_lines SET sealed = :blank WHERE dispatch = :dispatch

-- name: papers
SELECT file FROM dispatch_files WHERE dispatch = :dispatch
UNION SELECT paper AS file FROM declarations WHERE dispatch = :dispatch AND paper <> ''

-- name: drop_papers
DELETE FROM dispatch_files WHERE dispatch = :dispatch

-- name: erase_client
UPDATE clients SET key = NULL, sealed = :blank, number = '', version = version + 1
WHERE id = :id AND key IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM dispatches d WHERE d.client = clients.id AND d.key IS NOT NULL)

-- name: drop_places
DELETE FROM places WHERE client = :client

-- name: drop_book
DELETE FROM bank_books WHERE person = :person

-- name: drop_draft
DELETE FROM drafts WHERE person = :person AND dialog = :dialog AND subject = :subject AND updated = :at
