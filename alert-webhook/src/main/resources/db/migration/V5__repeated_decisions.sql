-- A decision to do nothing that is made again is counted, not written again. Null while it was made once.
alter table history add column repeats int default 0 not null;
alter table history add column repeated_at timestamp with time zone;
