package io.github.dataflowautoscaler.docker;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.github.dataflowautoscaler.webhook.dataflow.Streams;
import io.github.dataflowautoscaler.webhook.dataflow.StreamsSnapshot;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.scaling.Platform;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException.Kind;

/**
 * Observes and scales services of a Swarm. A service is changed only if it is still as it
 * was when it was observed, so nobody else's change is lost.
 */
final class DockerPlatform implements Platform {

	private final DockerEngine engine;

	private final Streams streams;

	private final Map<ApplicationId, SwarmService> observed = new ConcurrentHashMap<>();

	DockerPlatform(DockerEngine engine, Streams streams) {
		this.engine = engine;
		this.streams = streams;
	}

	@Override
	public String name() {
		return "Docker";
	}

	@Override
	public ApplicationState observe(ApplicationId id) {
		Optional<SwarmService> found = find(id);
		if (found.isEmpty()) {
			this.observed.remove(id);
			return ApplicationState.absent(State.NO_SUCH_SERVICE);
		}
		SwarmService service = found.get();
		ApplicationState state = ServiceStates.of(service, this.engine.tasks(service));
		this.observed.put(id, service);
		return state;
	}

	@Override
	public Map<ApplicationId, ApplicationState> running() {
		return this.streams.current().map(StreamsSnapshot::states).orElse(Map.of());
	}

	/** Nothing tells which service calls which. */
	@Override
	public List<ApplicationId> downstream(ApplicationId id) {
		return List.of();
	}

	@Override
	public void scale(ApplicationId id, int instances) {
		if (instances < 1) {
			throw new IllegalArgumentException("%s can't be scaled to %s instances".formatted(id, instances));
		}
		SwarmService service = Optional.ofNullable(this.observed.remove(id))
			.or(() -> find(id))
			.orElseThrow(() -> new PlatformException(Kind.NOT_FOUND, "There is no service " + id.application()));
		this.engine.scale(service, instances);
	}

	private Optional<SwarmService> find(ApplicationId id) {
		return this.engine.service(id.application())
			.filter(SwarmService::hasNamesOfPolicies)
			.filter((service) -> service.application().equals(id));
	}

}
