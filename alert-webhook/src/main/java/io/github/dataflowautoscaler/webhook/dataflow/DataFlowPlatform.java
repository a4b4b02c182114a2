package io.github.dataflowautoscaler.webhook.dataflow;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.dataflowautoscaler.webhook.dataflow.DataFlowApi.Definition;
import io.github.dataflowautoscaler.webhook.dataflow.DataFlowApi.RuntimeApplication;
import io.github.dataflowautoscaler.webhook.dataflow.WaitingPod.Obstacle;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.scaling.Platform;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException.Kind;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/**
 * Observes and scales applications through Data Flow.
 */
@Component
@ConditionalOnDataFlow
class DataFlowPlatform implements Platform {

	private static final Pattern VERSION = Pattern.compile("(?:-v\\d+)?");

	private final DataFlowApi api;

	private final DataFlowStreams streams;

	private final DataFlowErrors errors;

	DataFlowPlatform(DataFlowApi api, DataFlowStreams streams, DataFlowErrors errors) {
		this.api = api;
		this.streams = streams;
		this.errors = errors;
	}

	@Override
	public String name() {
		return "Data Flow";
	}

	@Override
	public ApplicationState observe(ApplicationId id) {
		try {
			Definition definition = this.api.definition(id.stream());
			if (!defines(definition, id)) {
				return ApplicationState.absent(State.NO_SUCH_APPLICATION);
			}
			ApplicationState running = running(id);
			return (running.state() == State.DEPLOYED && isPinned(definition, id)) ? new ApplicationState(State.PINNED,
					running.instances(), running.deployedInstances(), running.version()) : running;
		}
		catch (RestClientException ex) {
			PlatformException translated = this.errors.translate(ex);
			if (translated.kind() == Kind.NOT_FOUND) {
				return ApplicationState.absent(State.NO_SUCH_STREAM);
			}
			throw translated;
		}
	}

	@Override
	public Map<ApplicationId, ApplicationState> running() {
		return this.streams.current().map(StreamsSnapshot::states).orElse(Map.of());
	}

	@Override
	public List<ApplicationId> downstream(ApplicationId id) {
		return this.streams.latest().map((snapshot) -> snapshot.downstream(id)).orElse(List.of());
	}

	@Override
	public void scale(ApplicationId id, int instances) {
		if (instances < 1) {
			throw new IllegalArgumentException("%s can't be scaled to %s instances".formatted(id, instances));
		}
		try {
			this.api.scale(id.stream(), id.application(), instances);
		}
		catch (RestClientException ex) {
			throw this.errors.translate(ex);
		}
	}

	/** A definition that can't be read is no proof that the application is missing. */
	private static boolean defines(Definition definition, ApplicationId id) {
		return DataFlowStreams.shape(definition)
			.map((shape) -> shape.applications().contains(id.application()))
			.orElse(true);
	}

	static boolean isPinned(Definition definition, ApplicationId id) {
		String dsl = definition.dslText();
		return dsl != null && StreamShape.isPinned(id, dsl);
	}

	private ApplicationState running(ApplicationId id) {
		Optional<RuntimeApplication> application = this.api.runtime(id.stream())
			.list()
			.stream()
			.filter((stream) -> stream.name().equals(id.stream()))
			.flatMap((stream) -> stream.list().stream())
			.filter((candidate) -> is(candidate, id))
			.findFirst();
		return application.map(DataFlowPlatform::state).orElse(ApplicationState.absent(State.UNDEPLOYED));
	}

	/**
	 * An application without instances has no name, so the deployment's id has to do:
	 * {@code stream.application-v2}, or what Kubernetes allows of it.
	 */
	static boolean is(RuntimeApplication application, ApplicationId id) {
		String deployment = application.deploymentId();
		return id.application().equals(application.name())
				|| isVersionOf(deployment, id.stream() + "." + id.application())
				|| isVersionOf(deployment, kubernetesName(id));
	}

	/** Kubernetes takes neither dots nor capitals, and names have no dots anyway. */
	private static String kubernetesName(ApplicationId id) {
		return (id.stream() + "-" + id.application()).toLowerCase(Locale.ROOT);
	}

	private static boolean isVersionOf(String deployment, String name) {
		return deployment.startsWith(name) && VERSION.matcher(deployment.substring(name.length())).matches();
	}

	static ApplicationState state(RuntimeApplication application) {
		int deployed = (int) application.list()
			.stream()
			.filter((instance) -> "deployed".equals(instance.state()))
			.count();
		List<WaitingPod> waiting = WaitingPod.of(application);
		return new ApplicationState(waiting.isEmpty() ? state(application.state()) : state(waiting),
				application.list().size(), deployed, application.deploymentId());
	}

	/**
	 * The local deployer scales only what is deployed. Kubernetes scales everything, and
	 * tells Pods that crash from those that wait; of an application with both Data Flow
	 * says that it is being deployed, or even that it does not know.
	 */
	private static State state(List<WaitingPod> waiting) {
		Set<Obstacle> obstacles = waiting.stream().map(WaitingPod::obstacle).collect(Collectors.toSet());
		if (obstacles.contains(Obstacle.CRASH)) {
			return State.CRASHING;
		}
		return obstacles.equals(Set.of(Obstacle.READINESS)) ? State.DEPLOYING : State.PENDING;
	}

	private static State state(@Nullable String state) {
		return switch ((state != null) ? state.toLowerCase(Locale.ROOT) : "") {
			case "deployed" -> State.DEPLOYED;
			case "deploying" -> State.DEPLOYING;
			case "partial" -> State.PARTIAL;
			case "failed" -> State.FAILED;
			case "undeployed" -> State.UNDEPLOYED;
			default -> State.UNKNOWN;
		};
	}

}
