package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.decision.Decision;
import io.github.dataflowautoscaler.webhook.decision.Reason;
import io.github.dataflowautoscaler.webhook.history.History;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Cause;
import io.github.dataflowautoscaler.webhook.history.Outcome;
import io.github.dataflowautoscaler.webhook.leadership.Leadership.Mandate;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.scaling.Decider.Decided;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes a waiting request: observes, decides, records, acts. The target is computed anew
 * at every attempt, never repeated from an earlier one.
 */
@Component
class Evaluation {

	private static final Optional<Duration> DONE = Optional.empty();

	private static final Optional<Duration> AT_ONCE = Optional.of(Duration.ZERO);

	private static final String TOO_MANY_CALLS = ("%s scale calls are waiting for Data Flow's answer, and one more might keep"
			+ " it from answering anybody; on Kubernetes see whether a quota keeps their Pods from existing")
		.formatted(OpenCalls.MOST);

	private final Policies policies;

	private final Decider decider;

	private final Platform platform;

	private final History history;

	private final ScaleRequests requests;

	private final OpenCalls calls;

	private final TransactionOperations transaction;

	private final ScalingProperties properties;

	private final ApplicationEventPublisher events;

	private final SteadyClock clock;

	Evaluation(Policies policies, Decider decider, Platform platform, History history, ScaleRequests requests,
			OpenCalls calls, TransactionOperations transaction, ScalingProperties properties,
			ApplicationEventPublisher events, SteadyClock clock) {
		this.policies = policies;
		this.decider = decider;
		this.platform = platform;
		this.history = history;
		this.requests = requests;
		this.calls = calls;
		this.transaction = transaction;
		this.properties = properties;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Evaluates a request once.
	 * @param request the waiting request
	 * @param mandate the right to decide
	 * @return when to come back, empty if the request is done with
	 */
	Optional<Duration> evaluate(ScaleRequest request, Mandate mandate) {
		Duration age = Duration.between(request.requestedAt(), this.clock.instant());
		if (age.compareTo(this.properties.requestMaxAge()) > 0) {
			String last = (request.lastError() != null) ? "; the last one: " + request.lastError() : "";
			return fail(request, mandate, "EXPIRED",
					"Given up after %s s and %s attempts%s".formatted(age.toSeconds(), request.attempts(), last));
		}
		Optional<StoredPolicy> policy = this.policies.find(request.cause().application());
		if (policy.isEmpty()) {
			return fail(request, mandate, Reason.NO_POLICY.name(), "The policy was removed meanwhile");
		}
		try {
			Decided decided = this.decider.decide(request.cause().application(), policy.get().policy(),
					request.cause().direction());
			return carryOut(request, policy.get().policy(), decided, mandate);
		}
		catch (PlatformException ex) {
			return ex.kind().passes() ? tryAgain(request, ex.getMessage())
					: fail(request, mandate, ex.kind().name(), ex.getMessage());
		}
	}

	private Optional<Duration> carryOut(ScaleRequest request, Policy policy, Decided decided, Mandate mandate) {
		Decision decision = decided.decision();
		if (!decision.scales() || policy.dryRun()) {
			return done(request, mandate, () -> this.history.record(request.cause(), decision,
					decision.scales() ? Outcome.DRY_RUN : Outcome.HELD));
		}
		ApplicationId application = request.cause().application();
		if (decision.to() > decision.from() && !this.calls.begin(application)) {
			return tryAgain(request, TOO_MANY_CALLS);
		}
		try {
			return begin(request, decision, mandate).map((change) -> scale(request, change, decided, mandate))
				.orElse(AT_ONCE);
		}
		finally {
			this.calls.end(application);
		}
	}

	/**
	 * Nothing is begun for a request that was withdrawn or replaced while it was being
	 * evaluated, nor by a replica that lost the right to decide meanwhile.
	 */
	private Optional<HistoryEntry> begin(ScaleRequest request, Decision decision, Mandate mandate) {
		return Objects.requireNonNull(this.transaction.execute((status) -> {
			boolean begins = mandate.confirm() && this.requests.update(request);
			return begins ? Optional.of(this.history.record(request.cause(), decision, Outcome.IN_PROGRESS))
					: Optional.empty();
		}));
	}

	/**
	 * A replica that was frozen until its mandate was over leaves the call alone: whoever
	 * decides now reads back whether it was sent.
	 */
	private Optional<Duration> scale(ScaleRequest request, HistoryEntry change, Decided decided, Mandate mandate) {
		if (!mandate.lasts()) {
			return DONE;
		}
		try {
			this.platform.scale(request.cause().application(), decided.decision().to());
			this.history.accepted(change);
			this.decider.announce(request.cause().application(), decided);
			this.events.publishEvent(new ScaleCall(change, request.requestedAt(), this.clock.instant()));
			return Optional.of(this.properties.pollInterval());
		}
		catch (PlatformException ex) {
			return switch (ex.kind()) {
				case UNANSWERED -> {
					this.calls.unanswered(change);
					yield Optional.of(this.properties.pollInterval());
				}
				case UNREACHABLE, BUSY -> {
					this.history.failed(change, ex.kind().name(), ex.getMessage() + "; deciding anew soon");
					yield tryAgain(request, ex.getMessage());
				}
				default -> done(request, mandate, () -> this.history.failed(change, ex.kind().name(), ex.getMessage()));
			};
		}
	}

	private Optional<Duration> tryAgain(ScaleRequest request, String problem) {
		ScaleRequest failed = request.failed(problem);
		this.requests.update(failed);
		return Optional.of(this.properties.backoff(failed.attempts()));
	}

	private Optional<Duration> fail(ScaleRequest request, Mandate mandate, String reason, String explanation) {
		return done(request, mandate, () -> this.history.recordFailure(request.cause(), reason, explanation));
	}

	/**
	 * What is recorded and what no longer waits change together, or not at all: a replica
	 * that was frozen leaves the request to the one that decides now.
	 */
	private Optional<Duration> done(ScaleRequest request, Mandate mandate, Runnable record) {
		Cause cause = request.cause();
		this.transaction.executeWithoutResult((status) -> {
			if (mandate.confirm()) {
				record.run();
				this.requests.remove(cause.application(), cause.requestId());
			}
		});
		return DONE;
	}

}
