package io.github.dataflowautoscaler.webhook.alert;

import java.util.Optional;
import java.util.Set;

import io.github.dataflowautoscaler.webhook.alert.AlertNotification.Alert;
import io.github.dataflowautoscaler.webhook.decision.Direction;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which alerts ask for a scale-out, and which for a scale-in.
 *
 * @param scaleOut names of alerts that allow a scale-out
 * @param scaleIn names of alerts that allow a scale-in
 */
@ConfigurationProperties("autoscale.alerts")
public record AlertProperties(@DefaultValue("HighThroughputDifference") Set<String> scaleOut,
		@DefaultValue("ZeroThroughputDifference") Set<String> scaleIn) {

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
