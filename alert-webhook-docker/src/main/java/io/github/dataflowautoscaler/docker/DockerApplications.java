package io.github.dataflowautoscaler.docker;

import java.util.List;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Applications;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException;

/**
 * Asks Docker which services there are. It is asked anew each time: an operator may set a
 * policy right after creating the service.
 */
final class DockerApplications implements Applications {

	/** More names than this help nobody to find the one that was misspelt. */
	private static final int MOST_NAMES = 20;

	private final DockerEngine engine;

	DockerApplications(DockerEngine engine) {
		this.engine = engine;
	}

	@Override
	public Optional<String> objectionTo(ApplicationId id) {
		try {
			return this.engine.service(id.application())
				.filter(SwarmService::hasNamesOfPolicies)
				.map((service) -> objection(id, service))
				.orElseGet(() -> Optional.of(noSuchService(id)));
		}
		catch (PlatformException ex) {
			return Optional.empty();
		}
	}

	private static Optional<String> objection(ApplicationId id, SwarmService service) {
		if (!service.application().equals(id)) {
			return Optional.of("Service %s belongs to %s, not to %s".formatted(service.name(),
					service.application().stream(), id.stream()));
		}
		return (service.replicas() == null)
				? Optional.of("%s %s".formatted(service.name(), State.NOT_REPLICATED.predicate())) : Optional.empty();
	}

	private String noSuchService(ApplicationId id) {
		List<String> names = this.engine.services().stream().map(SwarmService::name).sorted().toList();
		return names.isEmpty() ? "There is no service %s, and no other service".formatted(id.application())
				: "There is no service %s; the services are: %s%s".formatted(id.application(),
						String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES))),
						(names.size() <= MOST_NAMES) ? "" : ", …");
	}

}
