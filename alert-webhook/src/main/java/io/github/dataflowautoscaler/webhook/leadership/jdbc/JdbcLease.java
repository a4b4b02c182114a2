package io.github.dataflowautoscaler.webhook.leadership.jdbc;

import io.github.dataflowautoscaler.webhook.leadership.Lease;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The lease, as the one row of the table {@code lease}.
 */
@Repository
class JdbcLease implements Lease {

	private static final String READ = "select term, renewals, holder from lease";

	private static final String TAKE = """
			update lease set term = term + 1, renewals = 0, holder = :holder
			where term = :term and renewals = :renewals""";

	private static final String RENEW = "update lease set renewals = renewals + 1 where term = :term";

	private static final String RELEASE = "update lease set holder = null where term = :term";

	private static final String CONFIRM = "select term from lease where term = :term for update";

	private final JdbcClient jdbc;

	JdbcLease(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public State read() {
		return this.jdbc.sql(READ)
			.query((row, number) -> new State(row.getLong("term"), row.getLong("renewals"), row.getString("holder")))
			.single();
	}

	@Override
	public boolean take(State seen, String holder) {
		return this.jdbc.sql(TAKE)
			.param("term", seen.term())
			.param("renewals", seen.renewals())
			.param("holder", holder)
			.update() == 1;
	}

	@Override
	public boolean renew(long term) {
		return this.jdbc.sql(RENEW).param("term", term).update() == 1;
	}

	@Override
	public void release(long term) {
		this.jdbc.sql(RELEASE).param("term", term).update();
	}

	@Override
	public boolean confirm(long term) {
		return this.jdbc.sql(CONFIRM).param("term", term).query(Long.class).optional().isPresent();
	}

}
