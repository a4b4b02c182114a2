package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.decision.Decision;
import io.github.dataflowautoscaler.webhook.decision.Group;
import io.github.dataflowautoscaler.webhook.history.History;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Cause;
import io.github.dataflowautoscaler.webhook.history.Outcome;
import io.github.dataflowautoscaler.webhook.leadership.Leadership.Mandate;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Records decisions and their outcomes. The history and the request that an entry answers
 * change together, or not at all, and only by the replica that decides: one that was
 * frozen leaves the request to another one.
 */
@Component
class Journal {

	private final History history;

	private final ScaleRequests requests;

	private final TransactionOperations transaction;

	private final ApplicationEventPublisher events;

	private final SteadyClock clock;

	Journal(History history, ScaleRequests requests, TransactionOperations transaction,
			ApplicationEventPublisher events, SteadyClock clock) {
		this.history = history;
		this.requests = requests;
		this.transaction = transaction;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Tells how old something is.
	 * @param time when it began
	 * @return the time since
	 */
	Duration age(Instant time) {
		return Duration.between(time, this.clock.instant());
	}

	/**
	 * Records that a decision is about to be carried out. Nothing is begun for a request
	 * that was withdrawn or replaced meanwhile, nor by a replica that lost the right to
	 * decide, nor if others have been given room in a budget meanwhile: all changes are
	 * begun one after the other, because each one confirms the same lease.
	 * @param request the request
	 * @param decision a decision to scale
	 * @param groups the budgets that it was decided by
	 * @param mandate the right to decide
	 * @return the change, empty if nothing is begun
	 */
	Optional<HistoryEntry> begin(ScaleRequest request, Decision decision, List<Group> groups, Mandate mandate) {
		return Objects.requireNonNull(this.transaction.execute((status) -> {
			boolean begins = mandate.confirm() && this.requests.update(request) && isCurrent(groups, decision);
			return begins ? Optional.of(this.history.record(request.cause(), decision, Outcome.IN_PROGRESS))
					: Optional.empty();
		}));
	}

	private boolean isCurrent(List<Group> groups, Decision decision) {
		if (groups.isEmpty() || decision.to() < decision.from()) {
			return true;
		}
		Map<ApplicationId, Integer> asked = this.history.findAsked();
		return groups.stream().allMatch((group) -> group.isCurrent(asked));
	}

	/**
	 * Records a decision that is not carried out; the request is answered.
	 * @param request the request
	 * @param decision the decision
	 * @param mandate the right to decide
	 */
	void decided(ScaleRequest request, Decision decision, Mandate mandate) {
		answer(request, mandate, () -> this.history.record(request.cause(), decision,
				decision.scales() ? Outcome.DRY_RUN : Outcome.HELD));
	}

	/**
	 * Records that nothing could be decided; the request is answered.
	 * @param request the request
	 * @param reason why, for programs
	 * @param explanation why, in words
	 * @param mandate the right to decide
	 */
	void undecided(ScaleRequest request, String reason, String explanation, Mandate mandate) {
		answer(request, mandate, () -> this.history.recordFailure(request.cause(), reason, explanation));
	}

	/**
	 * Records that a change was refused for good; the request is answered.
	 * @param request the request
	 * @param change the change
	 * @param refusal why
	 * @param mandate the right to decide
	 */
	void refused(ScaleRequest request, HistoryEntry change, PlatformException refusal, Mandate mandate) {
		answer(request, mandate, () -> this.history.failed(change, refusal.kind().name(), refusal.getMessage()));
	}

	/**
	 * Records that a change was not begun for a reason that passes.
	 * @param change the change
	 * @param problem why
	 */
	void postponed(HistoryEntry change, PlatformException problem) {
		this.history.postponed(change, problem.kind().name(), problem.getMessage() + "; deciding anew soon");
	}

	/**
	 * Lets a request wait for another attempt.
	 * @param request the request
	 * @param problem what went wrong in this one
	 * @return the attempts so far
	 */
	int retry(ScaleRequest request, String problem) {
		ScaleRequest failed = request.failed(problem);
		this.requests.update(failed);
		return failed.attempts();
	}

	/**
	 * Records that the platform accepted a change, and tells how long that took.
	 * @param request the request that it is made for
	 * @param change the change
	 */
	void accepted(ScaleRequest request, HistoryEntry change) {
		this.history.accepted(change);
		this.events.publishEvent(new ScaleCall(change, request.requestedAt(), this.clock.instant()));
	}

	/**
	 * Records that the platform shows that it has accepted a change.
	 * @param change the change
	 * @return the change as it is then
	 */
	HistoryEntry accepted(HistoryEntry change) {
		return (change.acceptedAt() != null) ? change : this.history.accepted(change);
	}

	/**
	 * Records that nobody knows whether the platform accepted a change, once.
	 * @param change the change
	 * @param explanation what that means
	 */
	void unanswered(HistoryEntry change, String explanation) {
		if (change.outcome() == Outcome.IN_PROGRESS) {
			this.history.unanswered(change, explanation);
		}
	}

	/**
	 * Records that the platform shows a change; its request is answered.
	 * @param change the change
	 */
	void succeeded(HistoryEntry change) {
		this.transaction.executeWithoutResult((status) -> {
			this.history.succeeded(change);
			remove(change.cause());
		});
	}

	/**
	 * Records that the platform never showed a change that it had accepted; its request
	 * is answered.
	 * @param change the change
	 * @param explanation what was seen instead
	 */
	void notConfirmed(HistoryEntry change, String explanation) {
		this.transaction.executeWithoutResult((status) -> {
			this.history.failed(change, "NOT_CONFIRMED", explanation);
			remove(change.cause());
		});
	}

	/**
	 * Records that a change without an answer can't be carried out any more. What was
	 * asked for since has waited for this, and is asked for again.
	 * @param change the change
	 * @param explanation what was seen
	 */
	void neverAnswered(HistoryEntry change, String explanation) {
		this.transaction.executeWithoutResult((status) -> {
			this.history.failed(change, HistoryEntry.UNANSWERED, explanation);
			this.requests.withdraw(change.cause().application(), change.cause().requestedDirection());
		});
	}

	private void answer(ScaleRequest request, Mandate mandate, Runnable record) {
		this.transaction.executeWithoutResult((status) -> {
			if (mandate.confirm()) {
				record.run();
				remove(request.cause());
			}
		});
	}

	private void remove(Cause cause) {
		this.requests.remove(cause.application(), cause.requestId());
	}

}
