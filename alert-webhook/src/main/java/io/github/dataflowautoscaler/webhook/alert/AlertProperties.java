package io.github.dataflowautoscaler.webhook.alert;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import io.github.dataflowautoscaler.webhook.alert.AlertNotification.Alert;
import io.github.dataflowautoscaler.webhook.decision.Direction;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Which alerts ask for what, and how much a notification may take.
 *
 * @param scaleOut names of alerts that allow a scale-out
 * @param scaleIn names of alerts that allow a scale-in
 * @param maxSize largest body of a notification
 * @param maxReadTime longest time that a client may take to send it
 */
@ConfigurationProperties("autoscale.alerts")
public record AlertProperties(@DefaultValue("HighThroughputDifference") Set<String> scaleOut,
		@DefaultValue("ZeroThroughputDifference") Set<String> scaleIn, @DefaultValue("1MB") DataSize maxSize,
		@DefaultValue("10s") Duration maxReadTime) {

	/**
	 * Tells what an alert allows: by its label {@code scale}, or else by its name.
	 * @param alert the alert
	 * @return the direction, empty if the alert is not about scaling
	 */
	Optional<Direction> direction(Alert alert) {
		return direction(alert.label(AlertLabels.ALERT_NAME), alert.label(AlertLabels.SCALE));
	}

	/**
	 * Tells what an alert allows.
	 * @param name its name
	 * @param scale its label {@code scale}, empty if it has none
	 * @return the direction, empty if the alert is not about scaling
	 */
	public Optional<Direction> direction(String name, String scale) {
		return switch (scale) {
			case "up" -> Optional.of(Direction.OUT);
			case "down" -> Optional.of(Direction.IN);
			default -> this.scaleOut.contains(name) ? Optional.of(Direction.OUT)
					: this.scaleIn.contains(name) ? Optional.of(Direction.IN) : Optional.empty();
		};
	}

}
