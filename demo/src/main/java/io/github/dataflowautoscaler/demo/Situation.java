package io.github.dataflowautoscaler.demo;

import java.io.UncheckedIOException;
import java.util.OptionalDouble;

import io.github.dataflowautoscaler.demo.prometheus.PrometheusClient;

/**
 * What Prometheus knows about the application that is scaled.
 *
 * @param instances how many instances are scraped
 * @param arriving messages that arrive, per second
 * @param handled messages that the instances take in, per second
 * @param waiting messages that wait in Kafka
 */
record Situation(OptionalDouble instances, OptionalDouble arriving, OptionalDouble handled, OptionalDouble waiting) {

	static final Situation UNKNOWN = new Situation(OptionalDouble.empty(), OptionalDouble.empty(),
			OptionalDouble.empty(), OptionalDouble.empty());

	static Situation read(PrometheusClient prometheus) {
		String labels = "{stream_name=\"%s\", application_name=\"%s\"}".formatted(ScaleTest.STREAM,
				ScaleTest.APPLICATION);
		try {
			return new Situation(prometheus.value("autoscale:instances:count" + labels),
					prometheus.value("autoscale:arrival:rate1m" + labels),
					prometheus.value("autoscale:input:rate1m" + labels),
					prometheus.value("autoscale:lag:messages" + labels));
		}
		catch (UncheckedIOException ex) {
			return UNKNOWN;
		}
	}

	boolean isCaughtUp() {
		return this.handled.isPresent() && this.arriving.isPresent()
				&& this.handled.getAsDouble() >= 0.95 * this.arriving.getAsDouble();
	}

	boolean isSteadyAt(double rate) {
		return isCaughtUp() && Math.abs(this.arriving.getAsDouble() - rate) < 0.2 * rate;
	}

	@Override
	public String toString() {
		return equals(UNKNOWN) ? ""
				: "[%s instances, %s msg/s arrive, %s handled, %s wait]".formatted(text("%.0f", this.instances),
						text("%.1f", this.arriving), text("%.1f", this.handled), text("%.0f", this.waiting));
	}

	static String text(String format, OptionalDouble value) {
		return value.isPresent() ? format.formatted(value.getAsDouble()) : "?";
	}

}
