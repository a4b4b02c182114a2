package io.github.dataflowautoscaler.webhook.history.web;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import io.github.dataflowautoscaler.webhook.history.History;
import io.github.dataflowautoscaler.webhook.history.HistoryDocument;
import io.github.dataflowautoscaler.webhook.history.HistoryQuery;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows the history, newest first. {@code before} takes the last id of a page to get the
 * next one, {@code since} a moment to begin with.
 */
@RestController
class HistoryController {

	private final History history;

	HistoryController(History history) {
		this.history = history;
	}

	@GetMapping("/api/history")
	List<HistoryDocument> list(Asked asked) {
		return this.history.find(asked.toQuery()).stream().map(HistoryDocument::of).toList();
	}

	@ExceptionHandler
	ProblemDetail handle(MethodArgumentNotValidException ex) {
		FieldError error = Objects.requireNonNull(ex.getFieldError(), "only fields are bound");
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
				"%s is '%s', which can't be read".formatted(error.getField(), error.getRejectedValue()));
	}

	@ExceptionHandler
	ProblemDetail handle(IllegalArgumentException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, ex.getMessage());
	}

	/**
	 * What is asked for.
	 *
	 * @param stream only this stream's entries
	 * @param application only this application's entries
	 * @param before only entries with a lower id
	 * @param since only what was decided then or later
	 * @param limit the largest number of entries, 1 to 1000; 50 if it is left out
	 */
	record Asked(@Nullable String stream, @Nullable String application, @Nullable Long before, @Nullable Instant since,
			@Nullable Integer limit) {

		private static final int LIMIT = 50;

		HistoryQuery toQuery() {
			return new HistoryQuery(this.stream, this.application, this.before, this.since,
					(this.limit != null) ? this.limit : LIMIT);
		}

	}

}
