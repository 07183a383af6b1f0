-- Agencies list the places that wait for them: an index that holds nothing else.
CREATE INDEX places_proposed ON places (made, id) WHERE state = 'proposed';
