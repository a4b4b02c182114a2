package io.github.dataflowautoscaler.webhook.history;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Cause;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Counts;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Writes one line for each decision, with its fields, one when a change ends, and one for
 * a change of a policy. What is held again for the same reason is only counted.
 */
@Component
class DecisionLog {

	private static final Logger logger = LoggerFactory.getLogger("autoscale.decisions");

	private final Map<ApplicationId, String> latestReasons = new ConcurrentHashMap<>();

	@TransactionalEventListener(fallbackExecution = true)
	void log(HistoryEntry entry) {
		Counts counts = entry.counts();
		String change = (entry.outcome() == Outcome.POLICY) ? ""
				: (counts != null) ? counts.from() + " -> " + counts.to() + " " : "unknown ";
		LoggingEventBuilder line = logger.atLevel(level(entry));
		fields(entry).forEach((name, value) -> line.addKeyValue("autoscale." + name, value));
		line.log("{} {}{} [{}] {}", entry.cause().application(), change, entry.outcome(), entry.reason(),
				entry.explanation());
	}

	/** Alerts are repeated as long as they last, and nobody reads the hundredth line. */
	private Level level(HistoryEntry entry) {
		boolean begins = !entry.reason().equals(this.latestReasons.put(entry.cause().application(), entry.reason()));
		return switch (entry.outcome()) {
			case POLICY, OUTSIDE, IN_PROGRESS, SUCCEEDED -> Level.INFO;
			case UNANSWERED, POSTPONED, FAILED -> Level.WARN;
			case DRY_RUN -> (entry.repeats() == null) ? Level.INFO : Level.DEBUG;
			case HELD -> !begins ? Level.DEBUG : entry.needsHelp() ? Level.WARN : Level.INFO;
		};
	}

	/** Named and written as labels and as the API have them. */
	private static Map<String, Object> fields(HistoryEntry entry) {
		Cause cause = entry.cause();
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("stream_name", cause.application().stream());
		fields.put("application_name", cause.application().application());
		fields.put("alert_name", cause.alertName());
		Direction direction = cause.direction();
		if (direction != null) {
			fields.put("direction", lower(direction.name()));
		}
		fields.put("outcome", lower(entry.outcome().name()));
		fields.put("reason", lower(entry.reason()));
		Counts counts = entry.counts();
		if (counts != null) {
			fields.put("from_instances", counts.from());
			fields.put("required_instances", counts.required());
			fields.put("to_instances", counts.to());
		}
		fields.put("decision_id", entry.id());
		return fields;
	}

	private static String lower(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

}
