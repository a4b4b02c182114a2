package io.github.dataflowautoscaler.webhook.alert;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.alert.AlertAnswer.AlertResult;
import io.github.dataflowautoscaler.webhook.alert.AlertAnswer.Result;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The latest notifications: when they came, from whom, and what became of them. They are
 * those of this process since its start, for people who look for what is wrong now.
 */
@Component
public class Notifications {

	private final Clock systemClock;

	private final Instant since;

	private volatile @Nullable Received latest;

	private volatile @Nullable Refused refused;

	Notifications(Clock systemClock) {
		this.systemClock = systemClock;
		this.since = now();
	}

	/**
	 * Takes note of a notification that was answered.
	 * @param sender who has sent it, for people
	 * @param answer the results of its alerts
	 * @return the same answer
	 */
	AlertAnswer received(String sender, AlertAnswer answer) {
		this.latest = new Received(now(), sender, outcome(answer.alerts()),
				answer.alerts().stream().anyMatch((alert) -> alert.result() == Result.REJECTED));
		this.refused = null;
		return answer;
	}

	/**
	 * Takes note of a notification that was refused for lack of a valid token.
	 * @param address the client's address
	 */
	public void refused(String address) {
		this.refused = new Refused(now(), address);
	}

	private static String outcome(List<AlertResult> alerts) {
		return alerts.isEmpty() ? "no alerts" : Stream.of(Result.values())
			.flatMap((result) -> outcome(result, alerts.stream().filter((alert) -> alert.result() == result).toList())
				.stream())
			.collect(Collectors.joining(", "));
	}

	/** Why, of the first one: most often it is the same of all. */
	private static Optional<String> outcome(Result result, List<AlertResult> alerts) {
		return alerts.stream()
			.findFirst()
			.map((first) -> "%d %s".formatted(alerts.size(), result.name().toLowerCase(Locale.ROOT))
					+ ((result != Result.ACCEPTED) ? " (%s)".formatted(first.reason()) : ""));
	}

	private Instant now() {
		return this.systemClock.instant().truncatedTo(ChronoUnit.SECONDS);
	}

	/**
	 * Tells since when notifications are noted.
	 * @return the start of the process, by the system's clock
	 */
	public Instant since() {
		return this.since;
	}

	/**
	 * The last notification that was answered.
	 * @return empty if there was none since the start
	 */
	public Optional<Received> latest() {
		return Optional.ofNullable(this.latest);
	}

	/**
	 * The last notification that was refused for lack of a valid token, if none was
	 * answered since.
	 * @return empty if there was none
	 */
	public Optional<Refused> refused() {
		return Optional.ofNullable(this.refused);
	}

	/**
	 * A notification that was answered.
	 *
	 * @param at when, by the system's clock
	 * @param sender who has sent it
	 * @param outcome the results of its alerts, in words
	 * @param rejected whether one of them was not understood
	 */
	public record Received(Instant at, String sender, String outcome, boolean rejected) {
	}

	/**
	 * A notification that was refused for lack of a valid token.
	 *
	 * @param at when, by the system's clock
	 * @param address the client's address
	 */
	public record Refused(Instant at, String address) {
	}

}
