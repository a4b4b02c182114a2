package io.github.dataflowautoscaler.webhook.dataflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.dataflow.DataFlowApi.Definition;
import io.github.dataflowautoscaler.webhook.dataflow.DataFlowApi.RuntimeApplication;
import io.github.dataflowautoscaler.webhook.dataflow.DataFlowApi.RuntimeStream;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/**
 * Reads all streams regularly, a page at a time, for metrics, discovery, health and
 * pages. Decisions never use this snapshot: they read the state of their application
 * anew.
 */
@Component
@ConditionalOnDataFlow
class DataFlowStreams implements Streams {

	private static final Logger logger = LoggerFactory.getLogger(DataFlowStreams.class);

	private static final int PAGE_SIZE = 200;

	private final DataFlowApi api;

	private final Releases releases;

	private final DataFlowErrors errors;

	private final Duration staleAfter;

	private final SteadyClock clock;

	private volatile @Nullable StreamsSnapshot latest;

	private volatile @Nullable PlatformException failure;

	DataFlowStreams(DataFlowApi api, DataFlowErrors errors, PollingProperties polling, SteadyClock clock) {
		this.api = api;
		this.releases = new Releases(api, errors);
		this.errors = errors;
		this.staleAfter = polling.staleAfter();
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

	@Scheduled(fixedDelayString = "${autoscale.dataflow.refresh-interval:10s}")
	void refresh() {
		try {
			Map<String, StreamShape> shapes = new HashMap<>();
			all((page) -> this.api.definitions(page, PAGE_SIZE))
				.forEach((definition) -> shape(definition).ifPresent((shape) -> shapes.put(shape.stream(), shape)));
			List<RuntimeStream> running = all((page) -> this.api.runtime(page, PAGE_SIZE));
			this.releases.replace(shapes, running);
			List<RunningApplication> applications = running.stream()
				.flatMap((stream) -> applications(stream, shapes.get(stream.name())).stream())
				.toList();
			this.latest = new StreamsSnapshot(this.clock.instant(), shapes, links(shapes.values(), applications),
					applications, this.releases.policies());
			if (this.failure != null) {
				logger.info("Data Flow answers again");
			}
			this.failure = null;
		}
		catch (RestClientException ex) {
			PlatformException translated = this.errors.translate(ex);
			if (this.failure == null) {
				logger.warn("Streams can't be read: {}", translated.getMessage());
			}
			this.failure = translated;
		}
	}

	/**
	 * Reads a stream's shape as it is deployed: Data Flow puts the definition together
	 * anew with the properties of the deployment. What comes out of that is not always a
	 * definition, as with several destinations of a stream's first application.
	 * @param definition the definition
	 * @return the shape, empty if it can't be read
	 */
	static Optional<StreamShape> shape(Definition definition) {
		return Stream.of(Optional.ofNullable(definition.dslText()), Optional.ofNullable(definition.originalDslText()))
			.flatMap(Optional::stream)
			.flatMap((dsl) -> StreamShape.parse(definition.name(), dsl).stream())
			.findFirst();
	}

	private static List<StreamLink> links(Collection<StreamShape> shapes, List<RunningApplication> applications) {
		return StreamLink.between(shapes,
				applications.stream()
					.filter((application) -> application.state().instances() > 0)
					.map(RunningApplication::id)
					.collect(Collectors.toSet()));
	}

	private static <T> List<T> all(IntFunction<Listing<T>> pages) {
		List<T> all = new ArrayList<>();
		for (int number = 0;; number++) {
			Listing<T> page = pages.apply(number);
			all.addAll(page.list());
			if (page.isLastPage()) {
				return all;
			}
		}
	}

	private static List<RunningApplication> applications(RuntimeStream stream, @Nullable StreamShape shape) {
		if (shape == null) {
			return List.of();
		}
		return shape.applications()
			.stream()
			.map((name) -> new ApplicationId(stream.name(), name))
			.flatMap((id) -> stream.list()
				.stream()
				.filter((application) -> DataFlowPlatform.is(application, id))
				.map((application) -> running(id, shape, application)))
			.toList();
	}

	private static RunningApplication running(ApplicationId id, StreamShape shape, RuntimeApplication application) {
		return new RunningApplication(id, DataFlowPlatform.state(application), shape.isSource(id.application()),
				DeployedInstances.of(application, shape.ports().get(id.application())), WaitingPod.of(application));
	}

}
