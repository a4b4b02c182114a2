package io.github.dataflowautoscaler.webhook.alert;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * What Alertmanager posts to a webhook, payload version 4. Whatever is missing is empty,
 * and what is not needed is not read.
 *
 * @param truncatedAlerts alerts that Alertmanager left out
 * @param alerts the alerts of one group, firing and resolved
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record AlertNotification(@Nullable Integer truncatedAlerts, @Nullable List<@Nullable Alert> alerts) {

	boolean isTruncated() {
		return this.truncatedAlerts != null && this.truncatedAlerts > 0;
	}

	List<Alert> present() {
		return (this.alerts != null) ? this.alerts.stream().filter(Objects::nonNull).toList() : List.of();
	}

	/**
	 * One alert.
	 *
	 * @param status {@code firing} or {@code resolved}
	 * @param labels what identifies the alert
	 * @param startsAt when it began to fire, as Alertmanager wrote it
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Alert(@Nullable String status, @Nullable Map<String, @Nullable String> labels, @Nullable String startsAt) {

		boolean isResolved() {
			return "resolved".equals(this.status);
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

	}

}
