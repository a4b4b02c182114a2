package io.github.dataflowautoscaler.webhook.page;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.status.Bottleneck;
import io.github.dataflowautoscaler.webhook.status.StatusReader;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/**
 * One stream as a picture: its applications in the order in which messages pass through
 * them, and where they wait.
 */
@Controller
class StreamPage {

	private final Policies policies;

	private final StatusReader reader;

	private final Surroundings surroundings;

	StreamPage(Policies policies, StatusReader reader, Surroundings surroundings) {
		this.policies = policies;
		this.reader = reader;
		this.surroundings = surroundings;
	}

	@GetMapping("/streams/{stream}")
	String show(@PathVariable String stream, Model model) {
		List<StoredPolicy> stored = this.policies.findByStream(stream);
		Set<ApplicationId> own = new LinkedHashSet<>(this.surroundings.applications(stream));
		stored.forEach((policy) -> own.add(policy.id()));
		if (own.isEmpty() && this.surroundings.areStreamsKnown()) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND,
					"Data Flow has no stream '%s', and no policy is for it.".formatted(stream));
		}
		Map<ApplicationId, Station> stations = stations(own, stored);
		Flow flow = Flow.of(stream, own, this.surroundings.shapes());
		model.addAttribute("stream", stream);
		model.addAttribute("flow", flow);
		model.addAttribute("picture", Picture.of(flow, this.reader::measure));
		model.addAttribute("stations", stations);
		model.addAttribute("bottleneck",
				Bottleneck.of(stations.values().stream().collect(Collectors.toMap(Station::id, Station::measures)))
					.orElse(null));
		return "stream";
	}

	private Map<ApplicationId, Station> stations(Set<ApplicationId> own, List<StoredPolicy> stored) {
		boolean known = this.surroundings.areStreamsKnown();
		Map<ApplicationId, Station> withPolicy = this.reader.read(stored)
			.stream()
			.map((status) -> Station.of(Glance.of(status, known)))
			.collect(Collectors.toMap(Station::id, (station) -> station));
		Map<ApplicationId, Station> stations = new LinkedHashMap<>();
		for (ApplicationId id : own) {
			Station station = withPolicy.get(id);
			stations.put(id, (station != null) ? station
					: Station.of(id, this.surroundings.find(id), this.reader.measure(id), known));
		}
		return stations;
	}

}
