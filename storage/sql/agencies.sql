-- name: add
INSERT INTO agencies (id, name, type, prefecture, can_dispatch, added)
VALUES (:id, :name, :type, :prefecture, :can_dispatch, :now)

-- name: one
SELECT id, name, type, prefecture, can_dispatch, phone FROM agencies WHERE id = :id

-- name: all
SELECT id, name, type, prefecture, can_dispatch, phone FROM agencies ORDER BY name, id

-- name: of_prefecture
SELECT id, name, type, prefecture, can_dispatch, phone FROM agencies WHERE prefecture = :prefecture ORDER BY name, id

-- name: call
UPDATE agencies SET phone = :phone WHERE id = :id
