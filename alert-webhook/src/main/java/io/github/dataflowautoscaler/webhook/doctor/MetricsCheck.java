package io.github.dataflowautoscaler.webhook.doctor;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.dataflow.ConditionalOnDataFlow;
import io.github.dataflowautoscaler.webhook.dataflow.DataFlowServer;
import io.github.dataflowautoscaler.webhook.dataflow.RunningApplication;
import io.github.dataflowautoscaler.webhook.dataflow.RunningApplication.Instance;
import io.github.dataflowautoscaler.webhook.dataflow.Streams;
import io.github.dataflowautoscaler.webhook.dataflow.StreamsSnapshot;
import io.github.dataflowautoscaler.webhook.installation.Selector;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusException;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusServer;
import io.github.dataflowautoscaler.webhook.prometheus.Target;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Whether Prometheus has the metrics of every deployed instance, under the names that the
 * rules use, and none of another installation under the same names.
 */
@Component
@Order(12)
@ConditionalOnDataFlow
class MetricsCheck implements Check {

	private static final String INSTANCES = "process_uptime_seconds{stream_name!=\"\",application_name!=\"\"}";

	/** Of several replicas one decides, so two that do are two installations. */
	private static final String WEBHOOKS = "group by (stream_name,application_name,instance)"
			+ " ({__name__=~\"autoscale_policy_max_instances|autoscale_instances_running|autoscale_stream_link\"}"
			+ " and on (job,instance) autoscale_leader{} == 1)";

	private static final String APART = "give each installation its own " + Selector.PROPERTY
			+ ", such as namespace=\"prod\", and load what prometheus/generate-rules writes for it";

	private final Streams streams;

	private final DataFlowServer dataFlow;

	private final PrometheusServer prometheus;

	private final Selector selector;

	MetricsCheck(Streams streams, DataFlowServer dataFlow, PrometheusServer prometheus, Selector selector) {
		this.selector = selector;
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
			// Of one that is only starting there is nothing to hear yet.
			.filter((application) -> application.state().deployedInstances() > 0)
			.toList();
		if (deployed.isEmpty()) {
			return List.of();
		}
		try {
			List<String> addresses = deployed.stream()
				.flatMap((application) -> application.instances().stream())
				.map(Instance::address)
				.toList();
			Evidence evidence = new Evidence(this.prometheus.targets(addresses), this.prometheus.query(INSTANCES),
					this.prometheus.query(WEBHOOKS));
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
		return namesake(running, evidence).orElseGet(() -> hearing(running, evidence));
	}

	private Optional<Finding> namesake(RunningApplication running, Evidence evidence) {
		List<String> webhooks = evidence.webhooks(running.id());
		if (webhooks.size() > 1) {
			return Optional.of(Finding.failure(this,
					"%s webhooks decide about an application of this name, at %s: the rules count two as one"
						.formatted(webhooks.size(), String.join(" and ", webhooks)),
					"Unless one has taken over from the other just now: " + APART));
		}
		int deployed = running.state().deployedInstances();
		long different = evidence.guids(running.id());
		return (different > deployed) ? Optional.of(Finding.warning(this,
				"%s different instances have metrics, and %s are deployed: another Data Flow server runs a stream of this name"
					.formatted(different, deployed),
				"Unless some were removed just now: " + APART)) : Optional.empty();
	}

	private Finding hearing(RunningApplication running, Evidence evidence) {
		int deployed = running.state().deployedInstances();
		long heard = evidence.instances(running.id());
		if (heard > deployed) {
			return Finding.warning(this, "%s instances have metrics, and %s are deployed".formatted(heard, deployed),
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
				"%s of %s deployed instances have metrics%s".formatted(heard, deployed, lastScrape(running, evidence)));
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
				"%s of %s deployed instances have metrics with their stream_name and application_name%s"
					.formatted(heard, deployed, this.selector.isEmpty() ? "" : " and " + this.selector),
				"Unless some were started just now: keep the labels that Data Flow gives, and set none of that name in relabel_configs"
						+ (this.selector.isEmpty() ? ""
								: "; and give their targets the labels of %s, as the webhook's discovery does"
									.formatted(Selector.PROPERTY)));
	}

	/**
	 * What Prometheus knows.
	 *
	 * @param targets what it scrapes
	 * @param instances a series of each instance
	 * @param webhooks a series of each webhook that shows an application, and decides
	 */
	private record Evidence(List<Target> targets, List<Map<String, String>> instances,
			List<Map<String, String>> webhooks) {

		long instances(ApplicationId id) {
			return this.instances.stream().filter((labels) -> Labels.areOf(labels, id)).count();
		}

		/** By what Data Flow calls them, and not by how often they are scraped. */
		long guids(ApplicationId id) {
			return values(this.instances, id, "application_guid").count();
		}

		List<String> webhooks(ApplicationId id) {
			return values(this.webhooks, id, "instance").sorted().toList();
		}

		private static Stream<String> values(List<Map<String, String>> series, ApplicationId id, String label) {
			return series.stream()
				.filter((labels) -> Labels.areOf(labels, id))
				.flatMap((labels) -> Stream.ofNullable(labels.get(label)))
				.distinct();
		}

		Optional<Target> target(Instance instance) {
			return this.targets.stream().filter((target) -> target.isAt(instance.address())).findFirst();
		}

	}

}
