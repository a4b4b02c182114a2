package io.github.dataflowautoscaler.webhook.page;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.prometheus.ArrivalHistory;
import io.github.dataflowautoscaler.webhook.status.StatusReader;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * All applications with a policy at a glance, and those without one by name.
 */
@Controller
class StreamsPage {

	/** More than anybody reads; a part of the name finds the others. */
	private static final int MOST = 200;

	/** What needs attention comes first; within a mood all stay in their places. */
	private static final List<String> MOODS = List.of("bad", "busy", "good", "off");

	private final Policies policies;

	private final StatusReader reader;

	private final ArrivalHistory arrivals;

	private final Surroundings surroundings;

	StreamsPage(Policies policies, StatusReader reader, ArrivalHistory arrivals, Surroundings surroundings) {
		this.policies = policies;
		this.reader = reader;
		this.arrivals = arrivals;
		this.surroundings = surroundings;
	}

	@GetMapping("/")
	String show(@RequestParam(defaultValue = "") String name, Model model) {
		List<StoredPolicy> all = this.policies.findAll();
		List<StoredPolicy> found = all.stream()
			.filter((stored) -> stored.id().toString().contains(name.strip()))
			.toList();
		boolean streamsAreKnown = this.surroundings.areStreamsKnown();
		model.addAttribute("name", name.strip());
		model.addAttribute("all", all.size());
		model.addAttribute("found", found.size());
		List<Glance> shown = this.reader.read(found)
			.stream()
			.map((status) -> Glance.of(status, streamsAreKnown))
			.sorted(Comparator.comparingInt((glance) -> MOODS.indexOf(glance.mood())))
			.limit(MOST)
			.toList();
		model.addAttribute("applications", shown);
		model.addAttribute("courses", courses(shown.stream().map(Glance::id).toList()));
		model.addAttribute("others", this.surroundings
			.withoutPolicy(all.stream().map(StoredPolicy::id).collect(Collectors.toUnmodifiableSet())));
		return "streams";
	}

	private Map<ApplicationId, Course> courses(List<ApplicationId> ids) {
		Map<ApplicationId, Course> courses = new HashMap<>();
		this.arrivals.read(ids).forEach((id, values) -> {
			Course course = Course.of(values);
			if (course != null) {
				courses.put(id, course);
			}
		});
		return courses;
	}

}
