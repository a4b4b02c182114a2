package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.leadership.Leadership;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Has applications evaluated that no alert speaks for. Only the replica that decides
 * does.
 */
@Component
class UnpromptedRequests {

	/** As an alert that is repeated. */
	private static final Duration REPEAT = Duration.ofMinutes(1);

	private final Map<ApplicationId, Instant> requested = new ConcurrentHashMap<>();

	private final ApplicationEventPublisher events;

	private final Leadership leadership;

	private final SteadyClock clock;

	UnpromptedRequests(ApplicationEventPublisher events, Leadership leadership, SteadyClock clock) {
		this.events = events;
		this.leadership = leadership;
		this.clock = clock;
	}

	/**
	 * Tells whether there can be any.
	 * @return whether this replica decides
	 */
	boolean areTaken() {
		return this.leadership.leads();
	}

	/**
	 * Requests an evaluation that may add instances, unless one was requested within the
	 * last minute.
	 * @param id the application
	 * @param name in place of an alert's
	 */
	void request(ApplicationId id, String name) {
		Instant now = this.clock.instant();
		this.requested.values().removeIf((last) -> !now.isBefore(last.plus(REPEAT)));
		if (areTaken() && this.requested.putIfAbsent(id, now) == null) {
			this.events.publishEvent(ScaleRequest.of(id, Direction.OUT, name, now));
		}
	}

}
