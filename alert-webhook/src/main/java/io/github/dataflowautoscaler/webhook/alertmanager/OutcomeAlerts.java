package io.github.dataflowautoscaler.webhook.alertmanager;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.alert.OutcomeAlert;
import io.github.dataflowautoscaler.webhook.decision.Reason;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Counts;
import io.github.dataflowautoscaler.webhook.history.Outcome;
import io.github.dataflowautoscaler.webhook.installation.Selector;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.jspecify.annotations.Nullable;

/**
 * Makes alerts of decisions. An alert has an end from the beginning, and each repetition
 * of the decision postpones it. So an episode is one alert, which ends by itself when the
 * decision is not repeated any more.
 */
final class OutcomeAlerts {

	/** Long enough for a route's group_wait, and then it is news no longer. */
	static final Duration NEWS = Duration.ofMinutes(5);

	/** Somewhat longer than requests are tried before the next failure is known. */
	static final Duration FAILURE = Duration.ofMinutes(15);

	private static final List<OutcomeAlert> ENDED_BY_SUCCESS = List.of(OutcomeAlert.FAILED, OutcomeAlert.AT_MAXIMUM,
			OutcomeAlert.BUDGET, OutcomeAlert.INEFFECTIVE);

	private final @Nullable String externalUri;

	private final Selector selector;

	/**
	 * Creates the alerts of one webhook.
	 * @param externalUri its address as people reach it, {@code null} for no links
	 * @param selector the installation
	 */
	OutcomeAlerts(@Nullable String externalUri, Selector selector) {
		this.selector = selector;
		this.externalUri = (externalUri != null) ? externalUri.replaceFirst("/$", "") : null;
	}

	/**
	 * Tells what a decision is about.
	 * @param entry the decision
	 * @return the alert that it raises, empty if nobody needs to know of it
	 */
	static Optional<OutcomeAlert> raisedBy(HistoryEntry entry) {
		return Optional.ofNullable(switch (entry.outcome()) {
			case SUCCEEDED -> OutcomeAlert.SUCCEEDED;
			case UNANSWERED -> OutcomeAlert.FAILED;
			// A removed policy wants nothing.
			case FAILED -> Reason.NO_POLICY.name().equals(entry.reason()) ? null : OutcomeAlert.FAILED;
			case HELD -> entry.needsHelp() ? held(Reason.valueOf(entry.reason())) : null;
			case POLICY, OUTSIDE, DRY_RUN, IN_PROGRESS, POSTPONED -> null;
		});
	}

	private static OutcomeAlert held(Reason reason) {
		return switch (reason) {
			case AT_MAXIMUM -> OutcomeAlert.AT_MAXIMUM;
			case BUDGET -> OutcomeAlert.BUDGET;
			default -> OutcomeAlert.INEFFECTIVE;
		};
	}

	/**
	 * Says what to post.
	 * @param entry the decision
	 * @param now the time
	 * @return the alert that it raises and those that it ends, none if it is about the
	 * past
	 */
	List<PostedAlert> of(HistoryEntry entry, Instant now) {
		return raisedBy(entry).map((raised) -> of(raised, entry, now)).orElse(List.of());
	}

	private List<PostedAlert> of(OutcomeAlert raised, HistoryEntry entry, Instant now) {
		Instant end = end(entry, now);
		if (!end.isAfter(now)) {
			return List.of();
		}
		Instant start = (entry.finishedAt() != null) ? entry.finishedAt() : entry.decidedAt();
		List<PostedAlert> alerts = new ArrayList<>();
		alerts.add(alert(raised, entry, start, end));
		// What is taken back is still what could not be done.
		if (entry.outcome() == Outcome.SUCCEEDED && !entry.reason().equals(Reason.TAKEN_BACK.name())) {
			ENDED_BY_SUCCESS.forEach((over) -> alerts.add(alert(over, entry, now, now)));
		}
		return alerts;
	}

	private static Instant end(HistoryEntry entry, Instant now) {
		return switch (entry.outcome()) {
			case SUCCEEDED -> now.plus(NEWS);
			case UNANSWERED, FAILED -> now.plus(FAILURE);
			default -> entry.latestAt().plus(HistoryEntry.EPISODE_END);
		};
	}

	private PostedAlert alert(OutcomeAlert alert, HistoryEntry entry, Instant start, Instant end) {
		ApplicationId application = entry.cause().application();
		Map<String, String> labels = new LinkedHashMap<>(this.selector.labels());
		labels.put("alertname", alert.alertName());
		labels.put("stream_name", application.stream());
		labels.put("application_name", application.application());
		labels.put("severity", alert.severity());
		labels.put(OutcomeAlert.SENDER_LABEL, OutcomeAlert.SENDER);
		if (alert == OutcomeAlert.SUCCEEDED) {
			// Each one is news, also the second within minutes.
			labels.put("decision", String.valueOf(entry.id()));
		}
		return new PostedAlert(labels, Map.of("summary", summary(alert, entry), "description", entry.explanation()),
				start, end, link(application));
	}

	private static String summary(OutcomeAlert alert, HistoryEntry entry) {
		@Nullable Counts counts = entry.counts();
		String what = "%s of stream %s ".formatted(entry.cause().application().application(),
				entry.cause().application().stream());
		String change = (counts != null) ? " from %s to %s instances".formatted(counts.from(), counts.to()) : "";
		return what + switch (alert) {
			case SUCCEEDED -> "was scaled" + change;
			case FAILED -> "could not be scaled" + change;
			case AT_MAXIMUM -> (counts != null)
					? "is at its maximum of %s instances, needs %s".formatted(counts.to(), counts.required())
					: "is at its maximum";
			case BUDGET -> (counts != null)
					? "is kept at %s instances by a budget, needs %s".formatted(counts.to(), counts.required())
					: "is kept short by a budget";
			case INEFFECTIVE -> "needs something else than more instances";
		};
	}

	private @Nullable String link(ApplicationId id) {
		return (this.externalUri != null)
				? "%s/streams/%s/%s".formatted(this.externalUri, id.stream(), id.application()) : null;
	}

}
