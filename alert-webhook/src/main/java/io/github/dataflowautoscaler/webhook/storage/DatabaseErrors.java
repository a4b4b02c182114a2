package io.github.dataflowautoscaler.webhook.storage;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.stereotype.Component;

/**
 * Knows that a lock which somebody holds for too long is a matter of time. Spring's own
 * translation has no name for PostgreSQL's error.
 */
@Component
class DatabaseErrors extends SQLExceptionSubclassTranslator {

	/** PostgreSQL's {@code lock_not_available}: {@code lock_timeout} is over. */
	private static final String LOCK_TIMEOUT = "55P03";

	@Override
	protected @Nullable DataAccessException doTranslate(String task, @Nullable String sql, SQLException ex) {
		if (LOCK_TIMEOUT.equals(ex.getSQLState())) {
			return new QueryTimeoutException(buildMessage(task, sql, ex), ex);
		}
		return super.doTranslate(task, sql, ex);
	}

}
