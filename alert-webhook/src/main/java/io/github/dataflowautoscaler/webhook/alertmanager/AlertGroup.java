package io.github.dataflowautoscaler.webhook.alertmanager;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * Alerts that a receiver is notified of together. An alert is in one group for each of
 * its receivers.
 *
 * @param receiver who is notified
 * @param alerts the alerts, those that are suppressed among them
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AlertGroup(Receiver receiver, List<KnownAlert> alerts) {

	/**
	 * The receiver.
	 *
	 * @param name its name
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	public record Receiver(String name) {
	}

	/**
	 * An alert that has not ended.
	 *
	 * @param fingerprint by which other alerts refer to it
	 * @param labels its labels
	 * @param status what keeps it back
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	public record KnownAlert(String fingerprint, Map<String, String> labels, Suppression status) {
	}

	/**
	 * Why Alertmanager does not notify anybody of an alert now. If all lists are empty,
	 * it does.
	 *
	 * @param inhibitedBy fingerprints of alerts; Alertmanager names the first one it
	 * finds
	 * @param silencedBy ids of silences
	 * @param mutedBy names of time intervals of the group's route, which older versions,
	 * such as 0.25, don't tell
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	public record Suppression(List<String> inhibitedBy, List<String> silencedBy, List<String> mutedBy) {

		public Suppression(@Nullable List<String> inhibitedBy, @Nullable List<String> silencedBy,
				@Nullable List<String> mutedBy) {
			this.inhibitedBy = (inhibitedBy != null) ? inhibitedBy : List.of();
			this.silencedBy = (silencedBy != null) ? silencedBy : List.of();
			this.mutedBy = (mutedBy != null) ? mutedBy : List.of();
		}

	}

}
