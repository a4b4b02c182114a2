package io.github.dataflowautoscaler.webhook.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

import io.github.dataflowautoscaler.webhook.decision.Memory.Expectation;

/**
 * Computes what a scale-out means for the downstream applications: they will get what the
 * upstream application could not send so far, and are sized for that at once rather than
 * an alert later.
 */
public final class Propagation {

	private Propagation() {
	}

	/**
	 * Works out what will arrive downstream.
	 * @param upstream the assessment of the application that is scaled out
	 * @param instances the instances that it will have
	 * @param downstream the application that reads from it
	 * @param now the time of the decision
	 * @return what to expect, empty if that can't be told, is no more than arrives now,
	 * or if the downstream application's capacity is unknown
	 */
	public static Optional<Expectation> expect(Assessment upstream, int instances, Downstream downstream, Instant now) {
		OptionalDouble output = output(upstream, instances);
		Observation seen = upstream.observation();
		Measurement arrival = downstream.observation().arrival().rate();
		if (output.isEmpty() || !arrival.isKnown() || !downstream.isCapacityKnown()) {
			return Optional.empty();
		}
		double more = output.getAsDouble() - seen.output().value();
		Duration seenBy = upstream.memory().startTime().plus(Sizing.SETTLING);
		return (more > 0) ? Optional.of(new Expectation(arrival.value() + more, now.plus(seenBy))) : Optional.empty();
	}

	private static OptionalDouble output(Assessment upstream, int instances) {
		Observation seen = upstream.observation();
		Need need = upstream.need();
		Double perConsumer = upstream.capacity().perConsumer();
		if (need == null || perConsumer == null || !seen.output().isKnown() || seen.input().orElse(0) <= 0) {
			return OptionalDouble.empty();
		}
		double ratio = seen.output().value() / seen.input().value();
		double handled = Math.min(need.at(1), perConsumer * seen.effectiveConsumers(instances));
		return OptionalDouble.of(ratio * handled);
	}

	/**
	 * An application that is further down than another one.
	 *
	 * @param observation what is measured of it
	 * @param memory what is remembered of it
	 * @param direct whether it reads from that one itself
	 */
	public record Downstream(Observation observation, Memory memory, boolean direct) {

		boolean isCapacityKnown() {
			return Capacity.measure(this.observation, this.memory.capacity(), false).perConsumer() != null;
		}

	}

}
