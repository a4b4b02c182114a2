package io.github.dataflowautoscaler.webhook.doctor;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.dataflowautoscaler.webhook.dataflow.DataFlowServer;
import io.github.dataflowautoscaler.webhook.dataflow.DataFlowStreams;
import io.github.dataflowautoscaler.webhook.dataflow.RunningApplication;
import io.github.dataflowautoscaler.webhook.dataflow.RunningApplication.Instance;
import io.github.dataflowautoscaler.webhook.dataflow.StreamsSnapshot;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusException;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusServer;
import io.github.dataflowautoscaler.webhook.prometheus.Target;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Whether Prometheus hears of every deployed instance, by the names that the rules use.
 */
@Component
@Order(12)
class MetricsCheck implements Check {

	private static final String INSTANCES = "process_uptime_seconds{stream_name!=\"\",application_name!=\"\"}";

	private final DataFlowStreams streams;

	private final DataFlowServer dataFlow;

	private final PrometheusServer prometheus;

	MetricsCheck(DataFlowStreams streams, DataFlowServer dataFlow, PrometheusServer prometheus) {
		this.streams = streams;
		this.dataFlow = dataFlow;
		this.prometheus = prometheus;
	}

	@Override
	public String name() {
		return "metrics";
	}

	@Override
	public List<Finding> examine(List<StoredPolicy> policies) {
		Map<ApplicationId, RunningApplication> running = this.streams.current()
			.map(StreamsSnapshot::applications)
			.orElse(List.of())
			.stream()
			.collect(Collectors.toMap(RunningApplication::id, Function.identity(), (first, second) -> first));
		List<RunningApplication> deployed = policies.stream()
			.flatMap((stored) -> Optional.ofNullable(running.get(stored.id())).stream())
			.toList();
		if (deployed.isEmpty()) {
			return List.of();
		}
		try {
			List<String> addresses = deployed.stream()
				.flatMap((application) -> application.instances().stream())
				.map(Instance::address)
				.toList();
			Evidence evidence = new Evidence(this.prometheus.targets(addresses), this.prometheus.query(INSTANCES));
			return deployed.stream()
				.map((application) -> judge(application, evidence).about(application.id()))
				.toList();
		}
		catch (PrometheusException ex) {
			return List.of(Finding.warning(this, "Metrics can't be looked at: " + ex.getMessage(),
					"See the check prometheus"));
		}
	}

	private Finding judge(RunningApplication running, Evidence evidence) {
		int deployed = running.state().deployedInstances();
		long heard = evidence.instances(running.id());
		if (heard > deployed) {
			return Finding.warning(this, "%s instances are heard of, and %s are deployed".formatted(heard, deployed),
					"Unless some were removed just now: scrape every instance once, one that two jobs find counts twice");
		}
		if (heard < deployed) {
			return running.instances()
				.stream()
				.flatMap((instance) -> judge(running.id(), instance, evidence).stream())
				.findFirst()
				.orElseGet(() -> unlabelled(heard, deployed));
		}
		return Finding.ok(this,
				"%s of %s deployed instances are heard of%s".formatted(heard, deployed, lastScrape(running, evidence)));
	}

	/** Of all instances the earliest, which tells more than the others. */
	private static String lastScrape(RunningApplication running, Evidence evidence) {
		return running.instances()
			.stream()
			.flatMap((instance) -> evidence.target(instance).stream())
			.flatMap((target) -> target.scraped().stream())
			.min(Comparator.naturalOrder())
			.map((time) -> ", and were scraped at " + time)
			.orElse("");
	}

	private Optional<Finding> judge(ApplicationId id, Instance instance, Evidence evidence) {
		Optional<Target> target = evidence.target(instance);
		if (target.isEmpty()) {
			return Optional.of(Finding.failure(this, "Prometheus does not scrape the instance at " + instance.address(),
					"Find instances by the job stream-applications of prometheus/prometheus.yml, or by one of your own"));
		}
		if (target.get().isNew()) {
			return Optional.of(Finding.warning(this,
					"Prometheus has not scraped the instance at %s yet".formatted(instance.address()),
					"Wait for its first scrape"));
		}
		if (!target.get().isDown()) {
			return Optional.empty();
		}
		ScrapeFailure failure = ScrapeFailure.of(id, instance.address(), target.get().error(), deployed(id));
		return Optional.of(Finding.failure(this, failure.message(), failure.remedy()));
	}

	/** What can't be read is not known; the check data-flow says why. */
	private Map<String, String> deployed(ApplicationId id) {
		try {
			return this.dataFlow.properties(id);
		}
		catch (PlatformException ex) {
			return Map.of();
		}
	}

	private Finding unlabelled(long heard, int deployed) {
		return Finding.warning(this,
				"%s of %s deployed instances are heard of by their stream_name and application_name".formatted(heard,
						deployed),
				"Unless some were started just now: keep the labels that Data Flow gives, and set none of that name in relabel_configs");
	}

	/**
	 * What Prometheus knows.
	 *
	 * @param targets what it scrapes
	 * @param instances a series of each instance
	 */
	private record Evidence(List<Target> targets, List<Map<String, String>> instances) {

		long instances(ApplicationId id) {
			return this.instances.stream().filter((labels) -> Labels.areOf(labels, id)).count();
		}

		Optional<Target> target(Instance instance) {
			return this.targets.stream().filter((target) -> target.isAt(instance.address())).findFirst();
		}

	}

}
