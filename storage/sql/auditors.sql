-- name: add
INSERT INTO auditors (membership, until) VALUES (:membership, :until)

-- name: until
SELECT until FROM auditors WHERE membership = :membership

-- name: newest
SELECT * FROM dispatches WHERE (created, id) < (:created, :id) ORDER BY created DESC, id DESC LIMIT :most

-- name: from_id
SELECT * FROM dispatches WHERE id >= :id AND state = 'INSPECTED' ORDER BY id LIMIT 1
