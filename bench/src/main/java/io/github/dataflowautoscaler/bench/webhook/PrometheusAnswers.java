package io.github.dataflowautoscaler.bench.webhook;

import java.util.Locale;

/**
 * What Prometheus answers to the query for all recording rules: those that each
 * application of a stream has, of all streams at once.
 */
final class PrometheusAnswers {

	private static final double LAG = 5000;

	private final Streams streams;

	PrometheusAnswers(Streams streams) {
		this.streams = streams;
	}

	String all(double seconds) {
		String time = String.format(Locale.ROOT, "%.3f", seconds);
		StringBuilder answer = new StringBuilder(4000 * this.streams.count() + 100);
		answer.append("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[");
		for (int index = 0; index < this.streams.count(); index++) {
			String name = Streams.name(index);
			source(new Samples(answer, name, "time", time));
			transform(new Samples(answer, name, "transform", time), this.streams.instances(index));
			sink(new Samples(answer, name, "log", time), this.streams.instances(index));
		}
		answer.setLength(answer.length() - 1);
		return answer.append("]}}").toString();
	}

	private static void source(Samples samples) {
		samples.add("input:rate1m", 0)
			.add("output:rate1m", Streams.ARRIVAL)
			.add("busy:rate1m", 0)
			.add("instances:count", 1)
			.add("consumers:count", 1);
	}

	private static void transform(Samples samples, int instances) {
		double input = input(instances);
		consumer(samples, Streams.ARRIVAL, input);
		samples.add("busy:rate1m", input / Streams.CAPACITY)
			.add("lag:messages", (input < Streams.ARRIVAL) ? LAG : 0)
			.add("lag:trend2m", Streams.ARRIVAL - input)
			.add("instances:count", instances)
			.add("consumers:count", instances);
	}

	private static void sink(Samples samples, int instances) {
		double input = input(instances);
		consumer(samples, input, input);
		samples.add("busy:rate1m", 0.1)
			.add("lag:messages", 0)
			.add("lag:trend2m", 0)
			.add("instances:count", 1)
			.add("consumers:count", 1);
	}

	private static void consumer(Samples samples, double arrival, double input) {
		samples.add("arrival:rate1m", arrival)
			.add("arrival:rate30s", arrival)
			.add("arrival:trend2m", 0)
			.add("arrival:trend1m", 0)
			.add("input:rate1m", input)
			.add("output:rate1m", input)
			.add("partitions:count", 12);
	}

	private static double input(int instances) {
		return Math.min(Streams.ARRIVAL, instances * Streams.CAPACITY);
	}

	private record Samples(StringBuilder answer, String stream, String application, String time) {

		Samples add(String rule, double value) {
			this.answer.append("{\"metric\":{\"__name__\":\"autoscale:")
				.append(rule)
				.append("\",\"application_name\":\"")
				.append(this.application)
				.append("\",\"stream_name\":\"")
				.append(this.stream)
				.append("\"},\"value\":[")
				.append(this.time)
				.append(",\"")
				.append(value)
				.append("\"]},");
			return this;
		}

	}

}
