package io.github.dataflowautoscaler.webhook.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.github.dataflowautoscaler.webhook.policy.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * A notification of Alertmanager's webhook receiver, payload version 4. A missing field
 * is empty, and fields that are not needed are not read.
 *
 * @param truncatedAlerts alerts that Alertmanager left out
 * @param alerts the alerts of one group, firing and resolved
 * @param receiver the name that the sender has for the webhook
 * @param externalURL the sender's own address, as people reach it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record AlertNotification(@Nullable Integer truncatedAlerts, @Nullable List<@Nullable Alert> alerts,
		@Nullable Object receiver, @Nullable Object externalURL) {

	/** Some addresses contain credentials. */
	private static final String CREDENTIALS = "//[^/@]*@";

	/**
	 * Says who has sent it.
	 * @param address the client's address
	 * @return one line of text for people
	 */
	String sender(String address) {
		String more = Stream
			.of(named("Alertmanager", this.externalURL).replaceFirst(CREDENTIALS, "//"),
					named("receiver", this.receiver))
			.filter((text) -> !text.isEmpty())
			.collect(Collectors.joining(", "));
		return more.isEmpty() ? address : "%s (%s)".formatted(address, more);
	}

	private static String named(String what, @Nullable Object name) {
		return (name != null) ? what + " " + Quoted.shortened(name.toString()) : "";
	}

	boolean isTruncated() {
		return this.truncatedAlerts != null && this.truncatedAlerts > 0;
	}

	List<Alert> present() {
		return (this.alerts != null) ? this.alerts.stream().filter(Objects::nonNull).toList() : List.of();
	}

	/**
	 * One alert.
	 *
	 * @param status {@code firing} or {@code resolved}; Prometheus itself leaves it out
	 * @param labels what identifies the alert
	 * @param annotations what else the rule says about it
	 * @param startsAt when it began to fire, as it was written
	 * @param endsAt when it ended or, where Prometheus itself wrote it, until when it is
	 * valid; a time before 1970, such as the year 1, means that there is none
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Alert(@Nullable String status, @Nullable Map<String, @Nullable String> labels,
			@Nullable Map<String, @Nullable Object> annotations, @Nullable String startsAt, @Nullable String endsAt) {

		/** For an alert without an end: four times Prometheus' resend delay. */
		private static final Duration VALIDITY = Duration.ofMinutes(4);

		/** By how much synchronized clocks may differ. */
		private static final Duration TOLERANCE = Duration.ofSeconds(2);

		boolean isResolved() {
			return "resolved".equals(this.status);
		}

		/**
		 * Gives the alert the status that its end time means.
		 * @param now the present time, by the system's clock
		 * @return the alert, resolved if it has ended or ends within two seconds
		 */
		Alert asOf(Instant now) {
			boolean over = validFor(now).compareTo(TOLERANCE) <= 0;
			return new Alert(over ? "resolved" : "firing", this.labels, this.annotations, this.startsAt, this.endsAt);
		}

		/**
		 * Tells for how long the alert is valid.
		 * @param now when it was received, by the system's clock
		 * @return the time until its end, negative if that is past, and some minutes if
		 * it has none
		 */
		Duration validFor(Instant now) {
			return time(this.endsAt).filter(Instant.EPOCH::isBefore)
				.map((end) -> Duration.between(now, end))
				.orElse(VALIDITY);
		}

		Optional<Instant> start() {
			return time(this.startsAt);
		}

		private static Optional<Instant> time(@Nullable String text) {
			try {
				return Optional.ofNullable(text).map((time) -> OffsetDateTime.parse(time).toInstant());
			}
			catch (DateTimeParseException ex) {
				return Optional.empty();
			}
		}

		/**
		 * Looks a label up.
		 * @param name the label's name
		 * @return its value, empty if the label is missing
		 */
		String label(String name) {
			String value = (this.labels != null) ? this.labels.get(name) : null;
			return (value != null) ? value : "";
		}

		/**
		 * Looks an annotation up.
		 * @param name the annotation's name
		 * @return its value, empty if the annotation is missing
		 */
		String annotation(String name) {
			Object value = (this.annotations != null) ? this.annotations.get(name) : null;
			return (value != null) ? value.toString() : "";
		}

	}

}
