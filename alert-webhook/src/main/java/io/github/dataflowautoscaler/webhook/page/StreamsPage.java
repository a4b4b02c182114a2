package io.github.dataflowautoscaler.webhook.page;

import java.util.List;
import java.util.stream.Collectors;

import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
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

	private final Policies policies;

	private final StatusReader reader;

	private final Surroundings surroundings;

	StreamsPage(Policies policies, StatusReader reader, Surroundings surroundings) {
		this.policies = policies;
		this.reader = reader;
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
		model.addAttribute("applications",
				this.reader.read(found.subList(0, Math.min(MOST, found.size())))
					.stream()
					.map((status) -> Glance.of(status, streamsAreKnown))
					.toList());
		model.addAttribute("others", this.surroundings
			.withoutPolicy(all.stream().map(StoredPolicy::id).collect(Collectors.toUnmodifiableSet())));
		return "streams";
	}

}
