-- name: add
INSERT INTO auditors (membership, until) VALUES (:membership, :until)

-- name: until
SELECT until FROM auditors WHERE membership = :membership

-- name: newest
SELECT * FROM dispatches WHERE (created, id) < (:created, :id) ORDER BY created DESC, id DESC LIMIT :most

-- name: inspected
SELECT id FROM dispatches WHERE state = 'INSPECTED' AND id > :after ORDER BY id LIMIT :most
