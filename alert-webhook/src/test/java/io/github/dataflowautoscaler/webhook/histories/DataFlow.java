package io.github.dataflowautoscaler.webhook.histories;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import io.github.dataflowautoscaler.webhook.histories.VirtualTime.Actor;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException.Kind;

/**
 * Data Flow with Skipper, and all the ways in which it answers a scale call.
 */
final class DataFlow {

	private final World world;

	private final Deque<Prepared> answers = new ArrayDeque<>();

	/** The counts of the calls that are carried out late. */
	private final Map<ApplicationId, Integer> working = new HashMap<>();

	DataFlow(World world) {
		this.world = world;
	}

	/**
	 * Decides how the next call is answered.
	 * @param answer how
	 * @param length how late, if it is late
	 */
	void prepare(Answer answer, Duration length) {
		this.answers.add(new Prepared(answer, length));
	}

	void calm() {
		this.answers.clear();
	}

	/**
	 * The instances that a call which is carried out late will make.
	 * @param id the application
	 * @return their number, 0 if there is no such call
	 */
	int coming(ApplicationId id) {
		return this.working.getOrDefault(id, 0);
	}

	ApplicationState observe(ApplicationId id) {
		requireUp();
		return this.world.application(id).state(this.world.time.now());
	}

	/**
	 * Takes a call.
	 * @param id the application
	 * @param count the number of instances
	 */
	void scale(ApplicationId id, int count) {
		requireUp();
		if (this.working.containsKey(id) || observe(id).state() == State.DEPLOYING) {
			throw new PlatformException(Kind.BUSY, "Statemachine is not in state ready to do SCALE");
		}
		Prepared next = this.answers.isEmpty() ? new Prepared(Answer.DONE, Duration.ZERO) : this.answers.remove();
		this.world.timeline.add(() -> "Data Flow, asked for %s of %s: %s".formatted(count, id, next.answer));
		switch (next.answer) {
			case BUSY -> throw new PlatformException(Kind.BUSY, "Something else is in progress");
			case REFUSED -> throw new PlatformException(Kind.REFUSED, "Internal server error");
			case DONE, DONE_UNANSWERED -> change(id, count, false);
			case CRASHES -> change(id, count, true);
			case LATE, LATE_UNANSWERED -> later(id, count, next.length);
			default -> {
			}
		}
		if (next.answer.name().endsWith("UNANSWERED")) {
			throw new PlatformException(Kind.UNANSWERED, "No answer came");
		}
	}

	private void later(ApplicationId id, int count, Duration length) {
		this.working.put(id, count);
		this.world.time.schedule(Actor.WORLD, () -> {
			this.working.remove(id);
			this.world.timeline.add(() -> "Data Flow carries out the late call: %s of %s".formatted(count, id));
			change(id, count, false);
		}, length);
	}

	private void change(ApplicationId id, int count, boolean crash) {
		this.world.application(id).scale(count, crash, this.world.time.now());
	}

	private void requireUp() {
		if (this.world.isDown(Server.DATA_FLOW)) {
			throw new PlatformException(Kind.UNREACHABLE, "Connection refused");
		}
	}

	/** How a call is answered. */
	enum Answer {

		/** It is accepted and done. */
		DONE,

		/** It is refused for now. */
		BUSY,

		/** It is refused for good. */
		REFUSED,

		/** It is accepted, and nothing happens. */
		NOTHING_HAPPENS,

		/** It is accepted and done some time later. */
		LATE,

		/** It is done, and no answer comes. */
		DONE_UNANSWERED,

		/** It is not done, and no answer comes. */
		UNANSWERED,

		/** It is done some time later, and no answer comes. */
		LATE_UNANSWERED,

		/** It is accepted, and the new instances crash. */
		CRASHES

	}

	private record Prepared(Answer answer, Duration length) {
	}

}
