package io.github.dataflowautoscaler.webhook.page;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.history.History;
import io.github.dataflowautoscaler.webhook.history.HistoryDocument;
import io.github.dataflowautoscaler.webhook.history.HistoryQuery;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.scaling.Explainer;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException;
import io.github.dataflowautoscaler.webhook.status.Measures;
import io.github.dataflowautoscaler.webhook.status.StatusReader;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * One application in detail: its load, its history, its policy, and what would be decided
 * now.
 */
@Controller
class ApplicationPage {

	private static final int ENTRIES = 20;

	private static final Map<Duration, String> WINDOWS = new LinkedHashMap<>();

	static {
		WINDOWS.put(Duration.ofMinutes(15), "15 minutes");
		WINDOWS.put(Duration.ofHours(1), "1 hour");
		WINDOWS.put(Duration.ofHours(6), "6 hours");
		WINDOWS.put(Duration.ofDays(1), "1 day");
		WINDOWS.put(Duration.ofDays(7), "1 week");
	}

	private final Policies policies;

	private final StatusReader reader;

	private final Explainer explainer;

	private final History history;

	private final Surroundings surroundings;

	private final Weeks weeks;

	ApplicationPage(Policies policies, StatusReader reader, Explainer explainer, History history,
			Surroundings surroundings, Weeks weeks) {
		this.policies = policies;
		this.reader = reader;
		this.explainer = explainer;
		this.history = history;
		this.surroundings = surroundings;
		this.weeks = weeks;
	}

	@GetMapping("/streams/{stream}/{application}")
	String show(@PathVariable String stream, @PathVariable String application,
			@RequestParam(defaultValue = "PT1H") Duration window, Model model) {
		ApplicationId id = new ApplicationId(stream, application);
		model.addAttribute("id", id);
		model.addAttribute("windows", WINDOWS);
		model.addAttribute("window", WINDOWS.containsKey(window) ? window : Duration.ofHours(1));
		model.addAttribute("entries",
				this.history.find(new HistoryQuery(stream, application, null, ENTRIES))
					.stream()
					.map(HistoryDocument::of)
					.toList());
		boolean remembered = model.getAttribute("entries") instanceof List<?> entries && !entries.isEmpty();
		if (!remembered && !this.surroundings.couldBe(id) && this.policies.find(id).isEmpty()) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND,
					"Data Flow has no application '%s' in a stream '%s', and no policy is for it."
						.formatted(application, stream));
		}
		this.policies.find(id).ifPresentOrElse((stored) -> add(stored, model), () -> add(id, model));
		return "application";
	}

	private void add(ApplicationId id, Model model) {
		Measures measures = this.reader.measure(id);
		model.addAttribute("measures", measures);
		model.addAttribute("station",
				Station.of(id, this.surroundings.find(id), measures, this.surroundings.areStreamsKnown()));
	}

	private void add(StoredPolicy stored, Model model) {
		Glance glance = Glance.of(this.reader.read(List.of(stored)).get(0), this.surroundings.areStreamsKnown());
		model.addAttribute("stored", stored);
		model.addAttribute("week", this.weeks.of(stored));
		model.addAttribute("glance", glance);
		model.addAttribute("measures", glance.status().measures());
		try {
			model.addAttribute("explanation", this.explainer.explain(stored.id(), stored.policy()));
		}
		catch (PlatformException ex) {
			model.addAttribute("unexplained", ex.getMessage());
		}
	}

}
