package io.github.dataflowautoscaler.webhook.page;

import java.util.List;

import io.github.dataflowautoscaler.webhook.history.History;
import io.github.dataflowautoscaler.webhook.history.HistoryDocument;
import io.github.dataflowautoscaler.webhook.history.HistoryQuery;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The history of all applications, or of some, newest first.
 */
@Controller
class HistoryPage {

	private static final int ENTRIES = 50;

	private final History history;

	HistoryPage(History history) {
		this.history = history;
	}

	@GetMapping("/history")
	String show(@RequestParam(defaultValue = "") String stream, @RequestParam(defaultValue = "") String application,
			@RequestParam(required = false) @Nullable Long before, Model model) {
		List<HistoryDocument> entries = this.history
			.find(new HistoryQuery(orNull(stream), orNull(application), before, ENTRIES))
			.stream()
			.map(HistoryDocument::of)
			.toList();
		// In a template "application" is the servlet's context.
		model.addAttribute("streamName", stream.strip());
		model.addAttribute("applicationName", application.strip());
		model.addAttribute("entries", entries);
		model.addAttribute("newest", before == null);
		model.addAttribute("next", (entries.size() == ENTRIES) ? entries.get(ENTRIES - 1).id() : null);
		return "history";
	}

	private static @Nullable String orNull(String text) {
		return StringUtils.hasText(text) ? text.strip() : null;
	}

}
