package io.github.dataflowautoscaler.webhook.storage;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says in a sentence that a second process can't open the same file.
 */
class DatabaseInUseAnalyzer extends AbstractFailureAnalyzer<SQLException> {

	/** H2's error for a file that another process has open. */
	private static final int DATABASE_ALREADY_OPEN = 90020;

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable failure, SQLException cause) {
		return (cause.getErrorCode() != DATABASE_ALREADY_OPEN) ? null
				: new FailureAnalysis("Another process has the database open: " + cause.getMessage(),
						"End the other process, or name another file in spring.datasource.url. For more than one"
								+ " replica, name a PostgreSQL database there.",
						cause);
	}

}
