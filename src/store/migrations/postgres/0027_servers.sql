-- Counts the servers that were started, so that each counts in other parts of what is kept in parts (pool.c).
CREATE SEQUENCE tessera_servers;
