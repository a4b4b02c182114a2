package io.github.dataflowautoscaler.webhook.storage;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.stereotype.Component;

/**
 * Recognizes locks that somebody holds for too long as a transient error. Spring's
 * translation does not know PostgreSQL's code for it.
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
