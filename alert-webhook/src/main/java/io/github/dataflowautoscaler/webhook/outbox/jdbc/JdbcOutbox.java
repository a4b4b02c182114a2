package io.github.dataflowautoscaler.webhook.outbox.jdbc;

import java.util.List;

import io.github.dataflowautoscaler.webhook.outbox.Outbox;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The outbox in the table {@code outbox}.
 */
@Repository
class JdbcOutbox implements Outbox {

	private static final String THIS_ONE = "recipient = :recipient and history_id = :id";

	private static final String ADD = """
			insert into outbox (recipient, history_id)
			select cast(:recipient as varchar(20)), cast(:id as bigint)
			where not exists (select 1 from outbox where\s""" + THIS_ONE + ")";

	private static final String FIND = "select history_id from outbox where recipient = :recipient"
			+ " order by history_id limit :limit";

	private static final String REMOVE = "delete from outbox where " + THIS_ONE;

	private final JdbcClient jdbc;

	JdbcOutbox(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public void add(String recipient, long historyId) {
		this.jdbc.sql(ADD).param("recipient", recipient).param("id", historyId).update();
	}

	@Override
	public List<Long> find(String recipient, int limit) {
		return this.jdbc.sql(FIND).param("recipient", recipient).param("limit", limit).query(Long.class).list();
	}

	@Override
	public void remove(String recipient, long historyId) {
		this.jdbc.sql(REMOVE).param("recipient", recipient).param("id", historyId).update();
	}

}
