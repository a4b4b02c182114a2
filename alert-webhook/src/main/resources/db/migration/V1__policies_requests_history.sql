create table policy (
	stream_name         varchar(255) not null,
	application_name    varchar(255) not null,
	version             bigint       not null,
	min_instances       int          not null,
	max_instances       int          not null,
	strategy            varchar(20)  not null,
	scale_out_by        int          not null,
	scale_in_by         int          not null,
	scale_out_threshold double precision,
	target_utilization  double precision not null,
	scale_out_cooldown  varchar(40)  not null,
	scale_in_window     varchar(40)  not null,
	dry_run             boolean      not null,
	paused              boolean      not null,
	primary key (stream_name, application_name)
);

-- The one request that waits for an application: the newest replaces it.
create table scale_request (
	stream_name      varchar(255) not null,
	application_name varchar(255) not null,
	id               varchar(36)  not null,
	direction        varchar(3)   not null,
	alert_name       varchar(255) not null,
	requested_at     timestamp with time zone not null,
	attempts         int          not null,
	last_error       varchar(1000),
	primary key (stream_name, application_name)
);

create table history (
	id               bigint generated always as identity primary key,
	stream_name      varchar(255) not null,
	application_name varchar(255) not null,
	request_id       varchar(36)  not null,
	decided_at       timestamp with time zone not null,
	alert_name       varchar(255) not null,
	direction        varchar(3)   not null,
	outcome          varchar(20)  not null,
	reason           varchar(40)  not null,
	explanation      varchar(2000) not null,
	from_instances   int,
	required_instances int,
	to_instances     int,
	accepted         boolean      not null,
	finished_at      timestamp with time zone
);

create index history_by_application on history (stream_name, application_name, id);

create index history_by_time on history (decided_at);
