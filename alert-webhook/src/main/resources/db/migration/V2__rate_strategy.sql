alter table policy alter column scale_out_by drop not null;
alter table policy alter column scale_in_by drop not null;
alter table policy add column catch_up varchar(40) default 'PT2M' not null;

-- What was learned of one version of an application; another version starts anew.
create table learned (
	stream_name      varchar(255)     not null,
	application_name varchar(255)     not null,
	version          varchar(255)     not null,
	capacity         double precision,
	start_seconds    double precision not null,
	primary key (stream_name, application_name)
);
