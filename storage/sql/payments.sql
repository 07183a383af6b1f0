-- name: add
INSERT INTO payments (dispatch, expert, registration, office, day, state, since, version, scheme, minutes, units, gross,
    amount, withholding, net, barred, holds, due, transfer, paid, snapshot)
VALUES (:dispatch, :expert, :registration, :office, :day, :state, :since, :version, :scheme, :minutes, :units, :gross,
    :amount, :withholding, :net, :barred, :holds, :due, :transfer, :paid, :snapshot)

-- name: one
SELECT * FROM payments WHERE dispatch = :dispatch

-- name: save
UPDATE payments SET office = :office, day = :day, state = :state, since = :since, version = :version, scheme = :scheme,
    minutes = :minutes, units = :units, gross = :gross, amount = :amount, withholding = :withholding, net = :net,
    barred = :barred, holds = :holds, due = :due, transfer = :transfer, paid = :paid, snapshot = :snapshot
WHERE dispatch = :dispatch AND version = :version - 1

-- name: of_expert
SELECT * FROM payments WHERE expert = :expert AND day >= :since AND day <= :until ORDER BY day, dispatch

-- name: at_office
SELECT * FROM payments
WHERE office = :office AND state = :state AND (due, dispatch) > (:due, :dispatch) ORDER BY due, dispatch LIMIT :most

-- name: with_book
SELECT p.* FROM payments p JOIN bank_books b ON b.person = p.expert
LEFT JOIN account_checks c ON c.person = b.person AND c.account = b.account
WHERE p.office = :office AND p.state = 'HELD' AND c.person IS NULL AND (p.due, p.dispatch) > (:due, :dispatch)
ORDER BY p.due, p.dispatch LIMIT :most

-- name: totals
SELECT state, count(*) AS n, CAST(sum(amount) AS BIGINT) AS yen FROM payments
WHERE office = :office AND day >= :since AND day <= :until GROUP BY state

-- name: late
SELECT count(*) AS n FROM payments WHERE office = :office AND state = :state AND due < :today

-- name: since
SELECT * FROM payments WHERE day >= :since AND day <= :until AND (day, dispatch) > (:day, :dispatch)
ORDER BY day, dispatch LIMIT :most
