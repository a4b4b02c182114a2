package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.dataflowautoscaler.webhook.decision.Forecast;
import io.github.dataflowautoscaler.webhook.decision.Forecaster;
import io.github.dataflowautoscaler.webhook.decision.Memory;
import io.github.dataflowautoscaler.webhook.decision.Observation;
import io.github.dataflowautoscaler.webhook.decision.Sizing;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Foresees the loads of applications. What arrived before is read from Prometheus, at the
 * start and after a gap, so nothing of it is stored here. Days and times of the day are
 * the system clock's. One thread at a time foresees, so no lock is held while Prometheus
 * takes its time.
 */
@Component
class Forecasts {

	/** What Prometheus keeps if nobody has told it otherwise. */
	private static final Duration PAST = Duration.ofDays(15);

	private static final Duration MINUTE = Duration.ofMinutes(1);

	/** From when instances are needed until they are requested, at the longest. */
	private static final Duration REQUEST = Duration.ofSeconds(30);

	private final Map<ApplicationId, Known> known = new HashMap<>();

	/** One that does not answer is not asked again for each application. */
	private Instant askAgain = Instant.MIN;

	private final PastArrivals past;

	private final Observations observations;

	private final Memories memories;

	private final ForesightProperties properties;

	private final Clock systemClock;

	private final SteadyClock clock;

	Forecasts(PastArrivals past, Observations observations, Memories memories, ForesightProperties properties,
			Clock systemClock, SteadyClock clock) {
		this.past = past;
		this.observations = observations;
		this.memories = memories;
		this.properties = properties;
		this.systemClock = systemClock;
		this.clock = clock;
	}

	/**
	 * Foresees, and remembers what is foreseen. Called at least once a minute.
	 * @param id the application
	 * @param policy its policy
	 */
	void look(ApplicationId id, Policy policy) {
		Memory memory = this.memories.find(id, "");
		Observation seen = this.observations.now().of(id);
		Duration lead = memory.startTime().plus(REQUEST);
		double floor = Sizing.throughput(memory.capacity(), seen, policy.minInstances());
		Instant now = this.systemClock.instant();
		Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
		Forecast forecast = known(id, minute, lead, floor).map((there) -> {
			if (there.until.isBefore(minute)) {
				there.forecaster.note(minute.minus(MINUTE), seen.arrival().rate().orElse(Double.NaN), lead, floor);
				there.until = minute;
			}
			return there.forecaster.at(now, lead, this.clock.instant());
		}).orElse(null);
		this.memories.update(id, (present) -> present.foreseeing(forecast));
	}

	/** Up to the minute before the present one, at least. */
	private Optional<Known> known(ApplicationId id, Instant minute, Duration lead, double floor) {
		@Nullable Known there = this.known.get(id);
		Instant from = (there != null) ? there.until : minute.minus(PAST);
		if (there != null && !from.isBefore(minute.minus(MINUTE))) {
			return Optional.of(there);
		}
		Optional<List<@Nullable Double>> read = this.askAgain.isAfter(minute) ? Optional.empty()
				: this.past.minutes(id, from, minute);
		if (read.isEmpty()) {
			this.askAgain = minute.plus(MINUTE);
			return Optional.ofNullable(there);
		}
		Known next = (there != null) ? there : new Known(new Forecaster(this.properties.days()), from);
		for (Double rate : read.get()) {
			next.forecaster.note(next.until, (rate != null) ? rate : Double.NaN, lead, floor);
			next.until = next.until.plus(MINUTE);
		}
		this.known.put(id, next);
		return Optional.of(next);
	}

	/**
	 * Forgets all others.
	 * @param ids the applications whose load is foreseen
	 */
	void retain(Set<ApplicationId> ids) {
		this.known.keySet()
			.stream()
			.filter((id) -> !ids.contains(id))
			.forEach((id) -> this.memories.update(id, (present) -> present.foreseeing(null)));
		this.known.keySet().retainAll(ids);
	}

	/** What is known of an application. */
	private static final class Known {

		private final Forecaster forecaster;

		private Instant until;

		Known(Forecaster forecaster, Instant until) {
			this.forecaster = forecaster;
			this.until = until;
		}

	}

}
