-- By default H2 writes up to half a second after the commit: of requests that were answered with 200, a kill -9 lost most.
-- The setting takes effect for the open database only, so it is made at each start.
set write_delay 0;

-- One process at a time has the file open, so whoever had the lease is gone.
update lease set holder = null;
