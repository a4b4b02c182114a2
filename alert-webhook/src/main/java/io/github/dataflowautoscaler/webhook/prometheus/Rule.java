package io.github.dataflowautoscaler.webhook.prometheus;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * A rule as Prometheus evaluates it.
 *
 * @param name the series that it records, or the alert that it fires
 * @param type {@code recording} or {@code alerting}
 * @param health {@code ok}, {@code err}, or {@code unknown} before the first evaluation
 * @param lastError what went wrong
 * @param labels the labels that it sets
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Rule(String name, String type, String health, @Nullable String lastError,
		@Nullable Map<String, String> labels) {

	public boolean isAlerting() {
		return this.type.equals("alerting");
	}

	/**
	 * Looks a label up.
	 * @param label the label's name
	 * @return its value, empty if the rule doesn't set it
	 */
	public String label(String label) {
		return (this.labels != null) ? this.labels.getOrDefault(label, "") : "";
	}

}
