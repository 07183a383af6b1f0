-- name: add
INSERT INTO account_checks (person, account, how, by, at) VALUES (:person, :account, :how, :by, :now)
ON CONFLICT (person, account) DO NOTHING

-- name: one
SELECT how FROM account_checks WHERE person = :person AND account = :account

-- name: forget
DELETE FROM account_checks WHERE person = :person AND account = :account

-- name: send_book
INSERT INTO bank_books (person, account, file, sent) VALUES (:person, :account, :file, :now)
ON CONFLICT (person) DO UPDATE SET account = excluded.account, file = excluded.file, sent = excluded.sent

-- name: book
SELECT file FROM bank_books WHERE person = :person AND account = :account
