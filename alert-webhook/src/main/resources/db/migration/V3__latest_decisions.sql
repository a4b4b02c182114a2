-- What status and metrics show of each application, however long its history is.
create table latest_decision (
	stream_name      varchar(255) not null,
	application_name varchar(255) not null,
	history_id       bigint       not null unique references history (id) on delete cascade,
	primary key (stream_name, application_name)
);

insert into latest_decision (stream_name, application_name, history_id)
	select stream_name, application_name, max(id) from history group by stream_name, application_name;

-- Changes are few, and what is looked for; most of an application's decisions are to do nothing.
create index history_by_outcome on history (stream_name, application_name, outcome, id);

create index history_by_end on history (finished_at);
