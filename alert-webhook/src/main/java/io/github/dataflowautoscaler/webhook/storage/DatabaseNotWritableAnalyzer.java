package io.github.dataflowautoscaler.webhook.storage;

import java.nio.file.FileSystemException;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says in a sentence that the database's file can't be written, as on a volume of another
 * owner.
 */
class DatabaseNotWritableAnalyzer extends AbstractFailureAnalyzer<SQLException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable failure, SQLException cause) {
		FileSystemException refused = findCause(cause, FileSystemException.class);
		return (refused != null) ? new FailureAnalysis(
				"The database can't be kept in %s: the user that runs the webhook may not write there"
					.formatted(refused.getFile()),
				"Give the directory to that user, or name another file in spring.datasource.url. In the image it is user"
						+ " 65532: a volume that does not take fsGroup (NFS, hostPath) needs chown 65532 on its directory.",
				cause) : null;
	}

}
