package io.github.dataflowautoscaler.webhook.metrics;

import java.util.HashMap;
import java.util.Map;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;

/**
 * A gauge with one value for each of some tags, which come and go. A value that changes
 * is only read anew: while a gauge is registered anew, a scrape does not find it, or
 * finds it twice, which is an error.
 */
final class TaggedGauge {

	private final MultiGauge gauge;

	private volatile Map<Tags, Double> values = Map.of();

	TaggedGauge(MultiGauge gauge) {
		this.gauge = gauge;
	}

	/**
	 * Shows other values.
	 * @param shown the values by their tags; what is not among them is not exported
	 */
	void show(Map<Tags, Double> shown) {
		Map<Tags, Double> before = this.values;
		if (!before.keySet().equals(shown.keySet())) {
			// What goes has a value until it is gone.
			Map<Tags, Double> both = new HashMap<>(before);
			both.putAll(shown);
			this.values = both;
			this.gauge.register(shown.keySet().stream().<Row<?>>map(this::row).toList());
		}
		this.values = Map.copyOf(shown);
	}

	private Row<?> row(Tags tags) {
		return Row.of(tags, this, (gauge) -> gauge.values.getOrDefault(tags, Double.NaN));
	}

}
