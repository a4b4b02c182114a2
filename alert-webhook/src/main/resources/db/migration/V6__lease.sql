-- The right to decide: one row, which the replica that has it goes on renewing. Terms only grow.
create table lease (
	term     bigint not null,
	renewals bigint not null,
	holder   varchar(255)
);

insert into lease (term, renewals, holder) values (0, 0, null);
