-- A consumer may need a transitive mode as well: which modes there are is the API's to say.
ALTER TABLE registrations DROP CONSTRAINT registrations_mode_check;
