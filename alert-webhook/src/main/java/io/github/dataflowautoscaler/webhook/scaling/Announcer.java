package io.github.dataflowautoscaler.webhook.scaling;

import java.util.List;

import io.github.dataflowautoscaler.webhook.decision.Announcement;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Announces a scale-out to the downstream applications, and has them evaluated at once;
 * so are those that should make room for it.
 */
@Component
class Announcer {

	private final Memories memories;

	private final Policies policies;

	private final ApplicationEventPublisher events;

	private final SteadyClock clock;

	Announcer(Memories memories, Policies policies, ApplicationEventPublisher events, SteadyClock clock) {
		this.memories = memories;
		this.policies = policies;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Announces a scale-out that has begun.
	 * @param upstream the application that is scaled out
	 * @param announcements what its readers are told
	 */
	void announce(ApplicationId upstream, List<Announcement> announcements) {
		for (Announcement announcement : announcements) {
			ApplicationId reader = announcement.reader();
			this.memories.update(reader,
					(present) -> present.of(announcement.version()).expecting(announcement.expectation()));
			if (this.policies.find(reader).isPresent()) {
				this.events
					.publishEvent(ScaleRequest.of(reader, Direction.OUT, "Upstream " + upstream, this.clock.instant()));
			}
		}
	}

	/**
	 * Has applications evaluated that a more important one needs the room of.
	 * @param givers the applications
	 */
	void askForRoom(List<ApplicationId> givers) {
		givers.forEach((giver) -> this.events
			.publishEvent(ScaleRequest.of(giver, Direction.IN, "Budget", this.clock.instant())));
	}

}
