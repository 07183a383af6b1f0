-- name: add
INSERT INTO agencies (id, name, type, prefecture, can_dispatch, added)
VALUES (:id, :name, :type, :prefecture, :can_dispatch, :now)

-- name: one
SELECT id, name, type, prefecture, can_dispatch FROM agencies WHERE id = :id

-- name: all
SELECT id, name, type, prefecture, can_dispatch FROM agencies ORDER BY name, id

-- name: of_prefecture
SELECT id, name, type, prefecture, can_dispatch FROM agencies WHERE prefecture = :prefecture ORDER BY name, id
