package io.github.dataflowautoscaler.webhook.history.web;

import java.util.List;

import io.github.dataflowautoscaler.webhook.history.History;
import io.github.dataflowautoscaler.webhook.history.HistoryDocument;
import io.github.dataflowautoscaler.webhook.history.HistoryQuery;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows the history, newest first. {@code before} takes the last id of a page to get the
 * next one.
 */
@RestController
class HistoryController {

	private final History history;

	HistoryController(History history) {
		this.history = history;
	}

	@GetMapping("/api/history")
	List<HistoryDocument> list(@RequestParam(required = false) @Nullable String stream,
			@RequestParam(required = false) @Nullable String application,
			@RequestParam(required = false) @Nullable Long before, @RequestParam(defaultValue = "50") int limit) {
		return this.history.find(new HistoryQuery(stream, application, before, limit))
			.stream()
			.map(HistoryDocument::of)
			.toList();
	}

	@ExceptionHandler
	ProblemDetail handle(IllegalArgumentException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, ex.getMessage());
	}

}
