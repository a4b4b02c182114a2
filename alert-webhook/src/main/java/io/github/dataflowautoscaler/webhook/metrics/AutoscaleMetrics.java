package io.github.dataflowautoscaler.webhook.metrics;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import io.github.dataflowautoscaler.webhook.dataflow.RunningApplication;
import io.github.dataflowautoscaler.webhook.dataflow.StreamLink;
import io.github.dataflowautoscaler.webhook.dataflow.Streams;
import io.github.dataflowautoscaler.webhook.dataflow.StreamsSnapshot;
import io.github.dataflowautoscaler.webhook.history.History;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.scaling.Assessor;
import io.github.dataflowautoscaler.webhook.scaling.Schedules;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Exports policies, numbers of instances and the streams' graph as gauges, so that one
 * static rule file serves every stream and a changed policy takes effect without touching
 * Prometheus. What is not known is not exported: it is never 0.
 */
@Component
class AutoscaleMetrics {

	private final Policies policies;

	private final Streams streams;

	private final History history;

	private final Schedules schedules;

	private final Assessor assessor;

	private final TaggedGauge minInstances;

	private final TaggedGauge maxInstances;

	private final TaggedGauge scaleOutBy;

	private final TaggedGauge scaleInBy;

	private final TaggedGauge scaleOutThreshold;

	private final TaggedGauge targetUtilization;

	private final TaggedGauge running;

	private final TaggedGauge target;

	private final TaggedGauge decisions;

	private final TaggedGauge links;

	AutoscaleMetrics(Policies policies, Streams streams, History history, Schedules schedules, Assessor assessor,
			MeterRegistry registry) {
		this.policies = policies;
		this.streams = streams;
		this.history = history;
		this.schedules = schedules;
		this.assessor = assessor;
		this.minInstances = gauge(registry, "autoscale.policy.min", "instances",
				"The fewest instances that are in force");
		this.maxInstances = gauge(registry, "autoscale.policy.max", "instances",
				"The most instances that are in force");
		this.scaleOutBy = gauge(registry, "autoscale.policy.scale.out.by", "instances", "The policy's step out");
		this.scaleInBy = gauge(registry, "autoscale.policy.scale.in.by", "instances", "The policy's step in");
		this.scaleOutThreshold = gauge(registry, "autoscale.policy.scale.out.threshold", "messages_per_second",
				"By how much the arriving rate may exceed the input, where the policy says so");
		this.targetUtilization = gauge(registry, "autoscale.policy.target.utilization", "ratio",
				"The share of time that instances may be busy after a scale-in");
		this.running = gauge(registry, "autoscale.instances.running", "", "Instances that Data Flow shows");
		this.target = gauge(registry, "autoscale.instances.target", "", "Instances of the latest decision");
		this.decisions = gauge(registry, "autoscale.decision.timestamp", "seconds",
				"When the latest decision was made, in Unix time");
		this.links = gauge(registry, "autoscale.stream.link", "",
				"1 for each application that reads what another one, the upstream, writes");
	}

	private static TaggedGauge gauge(MeterRegistry registry, String name, String unit, String description) {
		MultiGauge.Builder builder = MultiGauge.builder(name).description(description);
		return new TaggedGauge((unit.isEmpty() ? builder : builder.baseUnit(unit)).register(registry));
	}

	@Scheduled(fixedDelayString = "PT5S")
	void refresh() {
		Collection<StoredPolicy> all = this.policies.findAll();
		policyRows(this.minInstances, all, (stored) -> inForce(stored).minInstances());
		policyRows(this.maxInstances, all, (stored) -> inForce(stored).maxInstances());
		policyRows(this.scaleOutBy, all, (stored) -> step(stored.policy().scaleOutBy()));
		policyRows(this.scaleInBy, all, (stored) -> step(stored.policy().scaleInBy()));
		policyRows(this.targetUtilization, all,
				(stored) -> this.assessor.targetUtilization(stored.id(), inForce(stored)));
		policyRows(this.scaleOutThreshold,
				all.stream().filter((stored) -> stored.policy().scaleOutThreshold() != null).toList(), (stored) -> {
					Double threshold = stored.policy().scaleOutThreshold();
					return (threshold != null) ? threshold : Double.NaN;
				});
		Set<ApplicationId> applications = all.stream().map(StoredPolicy::id).collect(Collectors.toSet());
		List<HistoryEntry> latest = this.history.findLatest()
			.stream()
			.filter((entry) -> applications.contains(entry.cause().application()))
			.toList();
		rows(this.decisions, latest, AutoscaleMetrics::tags, (entry) -> entry.decidedAt().toEpochMilli() / 1000.0);
		rows(this.target, latest.stream().filter(AutoscaleMetrics::hasTarget).toList(),
				(entry) -> tags(entry.cause().application()),
				(entry) -> (entry.counts() != null) ? entry.counts().to() : Double.NaN);
		rows(this.running, this.streams.current().map(StreamsSnapshot::applications).orElse(List.of()),
				(application) -> tags(application.id()), AutoscaleMetrics::instances);
		rows(this.links, this.streams.latest().map(StreamsSnapshot::links).orElse(List.of()), AutoscaleMetrics::tags,
				(link) -> 1);
	}

	private Policy inForce(StoredPolicy stored) {
		return this.schedules.now(stored.id(), stored.policy()).policy();
	}

	/** One is the least that can be done, so the rules ask whether that fits. */
	private static double step(@Nullable Integer step) {
		return (step != null) ? step : 1;
	}

	private static boolean hasTarget(HistoryEntry entry) {
		return entry.counts() != null && entry.counts().to() > 0;
	}

	private static double instances(RunningApplication application) {
		return application.state().instances();
	}

	private void policyRows(TaggedGauge gauge, Collection<StoredPolicy> policies,
			ToDoubleFunction<StoredPolicy> value) {
		rows(gauge, policies, (stored) -> tags(stored.id()), value);
	}

	private <T> void rows(TaggedGauge gauge, Collection<T> elements, Function<T, Tags> tags,
			ToDoubleFunction<T> value) {
		Map<Tags, Double> values = new HashMap<>();
		elements.forEach((element) -> values.put(tags.apply(element), value.applyAsDouble(element)));
		gauge.show(values);
	}

	private static Tags tags(ApplicationId id) {
		return Tags.of("stream_name", id.stream(), "application_name", id.application());
	}

	private static Tags tags(HistoryEntry entry) {
		return tags(entry.cause().application()).and("direction", lower(entry.cause().requestedDirection()), "outcome",
				lower(entry.outcome()), "reason", entry.reason().toLowerCase(Locale.ROOT));
	}

	private static String lower(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

	private static Tags tags(StreamLink link) {
		return tags(link.application()).and("upstream_stream_name", link.upstream().stream(),
				"upstream_application_name", link.upstream().application());
	}

}
