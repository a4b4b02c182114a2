-- Decisions that somebody is still to be told of. A row stands until whoever it is for has taken it.
create table outbox (
	recipient  varchar(20) not null,
	history_id bigint      not null,
	primary key (recipient, history_id)
);
