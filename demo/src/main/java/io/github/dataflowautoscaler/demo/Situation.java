package io.github.dataflowautoscaler.demo;

import java.io.UncheckedIOException;
import java.util.OptionalDouble;

import io.github.dataflowautoscaler.demo.prometheus.PrometheusClient;

/**
 * What Prometheus knows about the application that is scaled. It is some seconds behind
 * what Data Flow shows.
 *
 * @param arrival messages that arrive, per second
 * @param input messages that the instances take in, per second
 * @param lag messages that wait in Kafka
 */
record Situation(OptionalDouble arrival, OptionalDouble input, OptionalDouble lag) {

	static final Situation UNKNOWN = new Situation(OptionalDouble.empty(), OptionalDouble.empty(),
			OptionalDouble.empty());

	static Situation read(PrometheusClient prometheus) {
		String labels = "{stream_name=\"%s\", application_name=\"%s\"}".formatted(ScaleTest.STREAM,
				ScaleTest.APPLICATION);
		try {
			return new Situation(prometheus.value("autoscale:arrival:rate1m" + labels),
					prometheus.value("autoscale:input:rate1m" + labels),
					prometheus.value("autoscale:lag:messages" + labels));
		}
		catch (UncheckedIOException ex) {
			return UNKNOWN;
		}
	}

	boolean isCaughtUp() {
		return this.input.isPresent() && this.arrival.isPresent()
				&& this.input.getAsDouble() >= 0.95 * this.arrival.getAsDouble();
	}

	boolean isSteadyAt(double rate) {
		return isCaughtUp() && Math.abs(this.arrival.getAsDouble() - rate) < 0.2 * rate;
	}

	@Override
	public String toString() {
		return equals(UNKNOWN) ? "" : "[arrival %s/s, input %s/s, lag %s]".formatted(text("%.1f", this.arrival),
				text("%.1f", this.input), text("%.0f", this.lag));
	}

	static String text(String format, OptionalDouble value) {
		return value.isPresent() ? format.formatted(value.getAsDouble()) : "?";
	}

}
