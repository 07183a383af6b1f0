-- name: add
INSERT INTO account_checks (person, account, how, by, at) VALUES (:person, :account, :how, :by, :now)
ON CONFLICT (person, account) DO NOTHING

-- name: one
SELECT how FROM account_checks WHERE person = :person AND account = :account
