-- What nobody has set is null, and so is target_utilization where it is found from the load, and paused_until while a policy
-- that is paused stays so until an operator resumes it. A schedule is written as the API writes it, in JSON.
create table policy (
	stream_name         varchar(255) not null,
	application_name    varchar(255) not null,
	version             bigint       not null,
	min_instances       int          not null,
	max_instances       int          not null,
	strategy            varchar(20)  not null,
	scale_out_by        int,
	scale_in_by         int,
	scale_out_threshold double precision,
	target_utilization  double precision,
	catch_up            varchar(40)  not null,
	scale_out_cooldown  varchar(40)  not null,
	scale_in_window     varchar(40)  not null,
	foresight           varchar(10)  not null,
	dry_run             boolean      not null,
	paused              boolean      not null,
	paused_until        timestamp with time zone,
	schedule            text,
	label               varchar(255),
	weight              double precision not null,
	priority            int          not null,
	updated_at          timestamp with time zone not null,
	updated_by          varchar(255) not null,
	primary key (stream_name, application_name)
);

-- The members of a budget are those of a stream, those with a label, or all if both are null.
create table budget (
	name          varchar(255) not null primary key,
	version       bigint       not null,
	max_instances int          not null,
	stream_name   varchar(255),
	label         varchar(255),
	make_room     boolean      not null,
	updated_at    timestamp with time zone not null,
	updated_by    varchar(255) not null
);

-- Unique for good, also when a policy or a budget is removed and set again.
create sequence policy_version;

-- The one request that waits for an application: the newest replaces it. It has a step where somebody has asked by hand.
create table scale_request (
	stream_name      varchar(255) not null,
	application_name varchar(255) not null,
	id               varchar(36)  not null,
	direction        varchar(3)   not null,
	alert_name       varchar(255) not null,
	requested_at     timestamp with time zone not null,
	attempts         int          not null,
	last_error       varchar(1000),
	step             int,
	primary key (stream_name, application_name)
);

-- A decision to do nothing that is made again is counted, not written again: repeated_at is null while it was made once.
-- A change of a policy has no direction and no numbers.
create table history (
	id                 bigint generated always as identity primary key,
	stream_name        varchar(255) not null,
	application_name   varchar(255) not null,
	request_id         varchar(36)  not null,
	decided_at         timestamp with time zone not null,
	alert_name         varchar(255) not null,
	direction          varchar(3),
	outcome            varchar(20)  not null,
	reason             varchar(40)  not null,
	explanation        varchar(2000) not null,
	from_instances     int,
	required_instances int,
	to_instances       int,
	accepted_at        timestamp with time zone,
	finished_at        timestamp with time zone,
	repeats            int          default 0 not null,
	repeated_at        timestamp with time zone
);

create index history_by_application on history (stream_name, application_name, id);

create index history_by_time on history (decided_at);

-- Changes are few, and what is looked for; most of an application's decisions are to do nothing.
create index history_by_outcome on history (stream_name, application_name, outcome, id);

create index history_by_end on history (finished_at);

-- What status and metrics show of each application, however long its history is.
create table latest_decision (
	stream_name      varchar(255) not null,
	application_name varchar(255) not null,
	history_id       bigint       not null unique references history (id) on delete cascade,
	primary key (stream_name, application_name)
);

-- Decisions that somebody is still to be told of. A row stands until whoever it is for has taken it. Each new outcome of a
-- decision gives its row another version, so that one that was recorded while an earlier one was told still waits.
create table outbox (
	recipient  varchar(20) not null,
	history_id bigint      not null,
	version    bigint      not null,
	primary key (recipient, history_id)
);

-- Unique for good, also when a row is removed and added again.
create sequence outbox_version;

-- What was learned of one version of an application; another version starts anew. How the load surprises is the same for
-- each: seconds by percent, in order.
create table learned (
	stream_name      varchar(255)     not null,
	application_name varchar(255)     not null,
	version          varchar(255)     not null,
	capacity         double precision,
	start_seconds    double precision not null,
	headroom         varchar(400)     not null,
	primary key (stream_name, application_name)
);

-- The right to decide: one row, which the replica that has it goes on renewing. Terms only grow.
create table lease (
	term     bigint not null,
	renewals bigint not null,
	holder   varchar(255)
);

insert into lease (term, renewals, holder) values (0, 0, null);
