package io.github.dataflowautoscaler.webhook.discovery;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.dataflowautoscaler.webhook.dataflow.RunningApplication;
import io.github.dataflowautoscaler.webhook.dataflow.RunningApplication.Instance;
import io.github.dataflowautoscaler.webhook.dataflow.Streams;
import io.github.dataflowautoscaler.webhook.dataflow.StreamsSnapshot;
import io.github.dataflowautoscaler.webhook.installation.Selector;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * All running stream instances as a Prometheus HTTP service discovery. While Data Flow
 * can't tell, the answer is 503, on which Prometheus keeps the targets that it has. The
 * names are offered as meta labels only: the applications' metrics carry them already.
 * What they do not carry is to which of several installations they belong.
 */
@RestController
class DiscoveryController {

	private final Streams streams;

	private final Selector selector;

	DiscoveryController(Streams streams, Selector selector) {
		this.streams = streams;
		this.selector = selector;
	}

	@GetMapping("/discovery/prometheus")
	ResponseEntity<List<TargetGroup>> targets() {
		return this.streams.current()
			.map((snapshot) -> ResponseEntity.ok(groups(snapshot)))
			.orElseGet(() -> ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build());
	}

	private List<TargetGroup> groups(StreamsSnapshot snapshot) {
		return snapshot.applications()
			.stream()
			.flatMap((application) -> application.instances()
				.stream()
				.map((instance) -> group(application, instance, this.selector)))
			.toList();
	}

	static TargetGroup group(RunningApplication application, Instance instance, Selector selector) {
		Map<String, String> labels = new TreeMap<>(Map.of("__metrics_path__", "/actuator/prometheus",
				"__meta_dataflow_stream_name", application.id().stream(), "__meta_dataflow_application_name",
				application.id().application(), "__meta_dataflow_instance_guid", instance.guid()));
		labels.putAll(selector.labels());
		if (instance.tls()) {
			labels.put("__scheme__", "https");
		}
		return new TargetGroup(List.of(instance.address()), labels);
	}

	/**
	 * Targets with their labels.
	 *
	 * @param targets addresses, host and port
	 * @param labels labels of these targets
	 */
	record TargetGroup(List<String> targets, Map<String, String> labels) {
	}

}
