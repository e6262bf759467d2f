-- A consumer may need a transitive mode as well: which modes there are is the API's to say.
ALTER TABLE registrations ADD COLUMN any_mode TEXT;
UPDATE registrations SET any_mode = mode WHERE mode IS NOT NULL;
ALTER TABLE registrations DROP COLUMN mode;
ALTER TABLE registrations RENAME COLUMN any_mode TO mode;
