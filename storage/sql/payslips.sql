-- name: add
INSERT INTO payslips (transfer, expert, day, file) VALUES (:transfer, :expert, :day, '')
ON CONFLICT (transfer, expert) DO NOTHING

-- name: one
SELECT s.*, t.number FROM payslips s JOIN transfers t ON t.id = s.transfer
WHERE s.transfer = :transfer AND s.expert = :expert

-- name: keep
UPDATE payslips SET file = :file WHERE transfer = :transfer AND expert = :expert

-- name: of_expert
SELECT s.*, t.number FROM payslips s JOIN transfers t ON t.id = s.transfer
WHERE s.expert = :expert AND s.day >= :since AND s.day <= :until ORDER BY s.day, s.transfer
