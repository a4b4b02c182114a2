-- Versions of policies: unique for good, also when a policy is removed and set again. Earlier ones counted from 1.
create sequence policy_version start with 1000000;

-- Null while a policy that is paused stays so until an operator resumes it.
alter table policy add column paused_until timestamp with time zone;
