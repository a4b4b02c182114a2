package io.github.dataflowautoscaler.webhook.history;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the history are asked for.
 *
 * @param stream only this stream's, or {@code null} for all
 * @param application only this application's, or {@code null} for all
 * @param before only entries with a lower id, or {@code null} for the newest
 * @param since only what was decided then or later, for the last time if it was repeated,
 * or {@code null} for all
 * @param limit the largest number of entries, 1 to 1000
 */
public record HistoryQuery(@Nullable String stream, @Nullable String application, @Nullable Long before,
		@Nullable Instant since, int limit) {

	private static final int MOST = 1000;

	public HistoryQuery {
		if (limit < 1 || limit > MOST) {
			throw new IllegalArgumentException("limit is %s; it must be from 1 to %s".formatted(limit, MOST));
		}
	}

	/**
	 * Asks for the newest entries, whenever they were made.
	 * @param stream only this stream's, or {@code null} for all
	 * @param application only this application's, or {@code null} for all
	 * @param before only entries with a lower id, or {@code null} for the newest
	 * @param limit the largest number of entries, 1 to 1000
	 */
	public HistoryQuery(@Nullable String stream, @Nullable String application, @Nullable Long before, int limit) {
		this(stream, application, before, null, limit);
	}

	/**
	 * Tells whether there can be such entries. Not every database accepts every text in a
	 * query.
	 * @return {@code false} if a name is none that a stream or an application can have
	 */
	boolean canMatch() {
		return Stream.of(this.stream, this.application).filter(Objects::nonNull).allMatch(ApplicationId::isName);
	}

}
