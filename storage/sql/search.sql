-- name: forget
DELETE FROM search_words WHERE registration = :registration

-- name: add
INSERT INTO search_words (word, registration) VALUES (:word, :registration)

-- name: at_agency
SELECT r.*, p.key FROM search_words w JOIN registrations r ON r.id = w.registration JOIN people p ON p.id = r.person
WHERE w.word = :word AND r.agency = :agency AND p.key IS NOT NULL
    AND (:second = '' OR EXISTS
        (SELECT 1 FROM search_words s WHERE s.word = :second AND s.registration = w.registration))
    AND (:third = '' OR EXISTS
        (SELECT 1 FROM search_words t WHERE t.word = :third AND t.registration = w.registration))
ORDER BY r.submitted DESC, r.id LIMIT :most

-- name: at_office
SELECT r.*, p.key FROM search_words w JOIN registrations r ON r.id = w.registration JOIN people p ON p.id = r.person
WHERE w.word = :word AND r.office = :office AND p.key IS NOT NULL
    AND (:second = '' OR EXISTS
        (SELECT 1 FROM search_words s WHERE s.word = :second AND s.registration = w.registration))
    AND (:third = '' OR EXISTS
        (SELECT 1 FROM search_words t WHERE t.word = :third AND t.registration = w.registration))
ORDER BY r.submitted DESC, r.id LIMIT :most
