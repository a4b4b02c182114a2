package io.github.dataflowautoscaler.webhook.outbox.jdbc;

import java.util.List;

import io.github.dataflowautoscaler.webhook.outbox.Outbox;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * The outbox in the table {@code outbox}.
 */
@Repository
class JdbcOutbox implements Outbox {

	private static final String THIS_ONE = "recipient = :recipient and history_id = :id";

	/** Whoever adds an entry holds the lock of its row in the history. */
	private static final String ADD_AGAIN = "update outbox set version = nextval('outbox_version') where " + THIS_ONE;

	private static final String ADD = "insert into outbox (recipient, history_id, version)"
			+ " values (:recipient, :id, nextval('outbox_version'))";

	private static final String FIND = "select history_id, version from outbox where recipient = :recipient"
			+ " order by history_id limit :limit";

	private static final String REMOVE = "delete from outbox where " + THIS_ONE + " and version = :version";

	private final JdbcClient jdbc;

	JdbcOutbox(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public void add(String recipient, long historyId) {
		if (entry(ADD_AGAIN, recipient, historyId).update() == 0) {
			entry(ADD, recipient, historyId).update();
		}
	}

	@Override
	public List<Waiting> find(String recipient, int limit) {
		return this.jdbc.sql(FIND)
			.param("recipient", recipient)
			.param("limit", limit)
			.query((row, number) -> new Waiting(row.getLong("history_id"), row.getLong("version")))
			.list();
	}

	@Override
	public void remove(String recipient, Waiting waiting) {
		entry(REMOVE, recipient, waiting.historyId()).param("version", waiting.version()).update();
	}

	private StatementSpec entry(String sql, String recipient, long historyId) {
		return this.jdbc.sql(sql).param("recipient", recipient).param("id", historyId);
	}

}
