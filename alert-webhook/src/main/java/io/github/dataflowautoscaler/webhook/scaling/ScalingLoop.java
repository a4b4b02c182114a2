package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.decision.Assessment;
import io.github.dataflowautoscaler.webhook.decision.Decision;
import io.github.dataflowautoscaler.webhook.decision.Group;
import io.github.dataflowautoscaler.webhook.decision.Reason;
import io.github.dataflowautoscaler.webhook.decision.ScalingCycle;
import io.github.dataflowautoscaler.webhook.decision.ScalingCycle.Result;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.leadership.Leadership.Mandate;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.scaling.Collector.Collected;

import org.springframework.stereotype.Component;

/**
 * The loop: collects, decides, records, calls, and then announces; {@link ReadBack} looks
 * what became of it. The target is computed anew at every attempt, never repeated from an
 * earlier one.
 */
@Component
class ScalingLoop {

	private static final Optional<Duration> DONE = Optional.empty();

	private static final Optional<Duration> AT_ONCE = Optional.of(Duration.ZERO);

	private final Collector collector;

	private final Memories memories;

	private final Journal journal;

	private final ScaleCalls calls;

	private final Announcer announcer;

	private final ScalingProperties properties;

	ScalingLoop(Collector collector, Memories memories, Journal journal, ScaleCalls calls, Announcer announcer,
			ScalingProperties properties) {
		this.collector = collector;
		this.memories = memories;
		this.journal = journal;
		this.calls = calls;
		this.announcer = announcer;
		this.properties = properties;
	}

	/**
	 * Goes round the loop once.
	 * @param request the waiting request
	 * @param mandate the right to decide
	 * @return when to come back, empty if the request is done with
	 */
	Optional<Duration> run(ScaleRequest request, Mandate mandate) {
		if (isTooOld(request)) {
			return giveUp(request, mandate);
		}
		ApplicationId application = request.cause().application();
		try {
			Optional<Collected> collected = this.collector.collect(request);
			if (collected.isEmpty()) {
				this.journal.undecided(request, Reason.NO_POLICY.name(), "The policy was removed meanwhile", mandate);
				return DONE;
			}
			Result result = ScalingCycle.run(collected.get().situation(), collected.get().inputs());
			Assessment assessment = result.assessment();
			if (assessment != null) {
				this.memories.update(application, (present) -> present.assessed(assessment.memory()));
			}
			boolean dryRun = collected.get().situation().policy().dryRun();
			if (!dryRun) {
				this.announcer.askForRoom(result.givers());
			}
			if (!result.decision().scales() || dryRun) {
				this.journal.decided(request, result.decision(), mandate);
				return DONE;
			}
			return carryOut(request, result, collected.get().situation().groups(), mandate);
		}
		catch (PlatformException ex) {
			if (ex.kind().isTransient()) {
				return retry(request, ex);
			}
			this.journal.undecided(request, ex.kind().name(), ex.getMessage(), mandate);
			return DONE;
		}
	}

	/**
	 * A replica that was frozen until its mandate was over leaves the call alone: whoever
	 * decides now reads back whether it was sent.
	 */
	private Optional<Duration> carryOut(ScaleRequest request, Result result, List<Group> groups, Mandate mandate) {
		ApplicationId application = request.cause().application();
		Decision decision = result.decision();
		this.calls.open(application, decision);
		try {
			Optional<HistoryEntry> change = this.journal.begin(request, decision, groups, mandate);
			if (change.isEmpty()) {
				return AT_ONCE;
			}
			return mandate.lasts() ? call(request, change.get(), result, mandate) : DONE;
		}
		finally {
			this.calls.close(application);
		}
	}

	private Optional<Duration> call(ScaleRequest request, HistoryEntry change, Result result, Mandate mandate) {
		ApplicationId application = request.cause().application();
		try {
			this.calls.scale(change, result.decision().to());
			this.journal.accepted(request, change);
			if (result.assessment() != null) {
				this.memories.update(application, (present) -> present.trying(result.trial()));
			}
			this.announcer.announce(application, result.announcements());
			return Optional.of(this.properties.pollInterval());
		}
		catch (PlatformException ex) {
			return failed(request, change, ex, mandate);
		}
	}

	private Optional<Duration> failed(ScaleRequest request, HistoryEntry change, PlatformException ex,
			Mandate mandate) {
		return switch (ex.kind()) {
			case UNANSWERED -> Optional.of(this.properties.pollInterval());
			case UNREACHABLE, BUSY -> {
				this.journal.postponed(change, ex);
				yield retry(request, ex);
			}
			default -> {
				this.journal.refused(request, change, ex, mandate);
				yield DONE;
			}
		};
	}

	private boolean isTooOld(ScaleRequest request) {
		return this.journal.age(request.requestedAt()).compareTo(this.properties.requestMaxAge()) > 0;
	}

	private Optional<Duration> giveUp(ScaleRequest request, Mandate mandate) {
		String last = (request.lastError() != null) ? "; the last one: " + request.lastError() : "";
		this.journal.undecided(request, "EXPIRED", "Given up after %s s and %s attempts%s"
			.formatted(this.journal.age(request.requestedAt()).toSeconds(), request.attempts(), last), mandate);
		return DONE;
	}

	private Optional<Duration> retry(ScaleRequest request, PlatformException problem) {
		int attempts = this.journal.retry(request, problem.getMessage());
		return Optional.of(this.properties.backoff(request.cause().application(), attempts));
	}

}
