-- The windows of a policy as the API writes them, in JSON; null if there are none.
alter table policy add column schedule text;
