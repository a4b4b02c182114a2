package io.github.dataflowautoscaler.webhook.scaling;

import java.time.ZoneId;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How loads are foreseen.
 *
 * @param zone whose days and times the loads follow; the system's if it is not set
 */
@ConfigurationProperties("autoscale.foresight")
public record ForesightProperties(@Nullable ZoneId zone) {

	/**
	 * The zone that counts.
	 * @return the one that is set, or the system's
	 */
	public ZoneId days() {
		return (this.zone != null) ? this.zone : ZoneId.systemDefault();
	}

}
