package io.github.dataflowautoscaler.docker;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.github.dataflowautoscaler.webhook.dataflow.Bindings;
import io.github.dataflowautoscaler.webhook.dataflow.DeployedPolicy;
import io.github.dataflowautoscaler.webhook.dataflow.RunningApplication;
import io.github.dataflowautoscaler.webhook.dataflow.StreamShape;
import io.github.dataflowautoscaler.webhook.dataflow.Streams;
import io.github.dataflowautoscaler.webhook.dataflow.StreamsSnapshot;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;

/**
 * Reads all services regularly, with their tasks and the policies that they are labelled
 * with.
 */
final class DockerStreams implements Streams {

	private static final Logger logger = LoggerFactory.getLogger(DockerStreams.class);

	private final DockerEngine engine;

	private final ServiceLabels labels;

	private final Duration staleAfter;

	private final SteadyClock clock;

	private volatile @Nullable StreamsSnapshot latest;

	private volatile @Nullable PlatformException failure;

	private Map<ApplicationId, String> faults = Map.of();

	DockerStreams(DockerEngine engine, ServiceLabels labels, Duration staleAfter, SteadyClock clock) {
		this.engine = engine;
		this.labels = labels;
		this.staleAfter = staleAfter;
		this.clock = clock;
	}

	@Override
	public Optional<StreamsSnapshot> latest() {
		return Optional.ofNullable(this.latest);
	}

	@Override
	public Optional<StreamsSnapshot> current() {
		return latest()
			.filter((snapshot) -> Duration.between(snapshot.at(), this.clock.instant()).compareTo(this.staleAfter) < 0);
	}

	@Override
	public Optional<PlatformException> failure() {
		return Optional.ofNullable(this.failure);
	}

	@Scheduled(fixedDelayString = "${autoscale.docker.refresh-interval:10s}")
	synchronized void refresh() {
		try {
			List<SwarmService> services = this.engine.services()
				.stream()
				.filter(SwarmService::hasNamesOfPolicies)
				.toList();
			this.latest = snapshot(services, this.engine.tasks());
			warnOfFaults();
			if (this.failure != null) {
				logger.info("Docker answers again");
			}
			this.failure = null;
		}
		catch (PlatformException ex) {
			if (this.failure == null) {
				logger.warn("Services can't be read: {}", ex.getMessage());
			}
			this.failure = ex;
		}
	}

	private StreamsSnapshot snapshot(Collection<SwarmService> services, Collection<SwarmTask> tasks) {
		Map<String, List<SwarmTask>> byService = tasks.stream().collect(Collectors.groupingBy(SwarmTask::service));
		List<RunningApplication> applications = services.stream()
			.map((service) -> new RunningApplication(service.application(),
					ServiceStates.of(service, byService.getOrDefault(service.id(), List.of())), false, List.of(),
					List.of()))
			.toList();
		Map<ApplicationId, DeployedPolicy> policies = new HashMap<>();
		services.forEach((service) -> this.labels.policy(service)
			.ifPresent((policy) -> policies.put(service.application(), policy)));
		return new StreamsSnapshot(this.clock.instant(), shapes(services), List.of(), applications, policies);
	}

	/** Nothing tells which service calls which. */
	private static Map<String, StreamShape> shapes(Collection<SwarmService> services) {
		Map<String, Map<String, Bindings>> stacks = new TreeMap<>();
		services.forEach((service) -> stacks.computeIfAbsent(service.application().stream(), (stack) -> new TreeMap<>())
			.put(service.name(), new Bindings(Set.of(), Set.of())));
		return stacks.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey,
					(stack) -> new StreamShape(stack.getKey(), stack.getValue(), Map.of(), null)));
	}

	/** Once for each fault: nobody answers who has written the label. */
	private void warnOfFaults() {
		Map<ApplicationId, String> found = new HashMap<>();
		latest().map(StreamsSnapshot::policies).orElse(Map.of()).forEach((id, policy) -> {
			String fault = policy.fault();
			if (fault != null) {
				found.put(id, fault);
			}
		});
		found.forEach((id, fault) -> {
			if (!fault.equals(this.faults.get(id))) {
				logger.warn("The labels of service {} are no policy: {}", id.application(), fault);
			}
		});
		this.faults = found;
	}

}
