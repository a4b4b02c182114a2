package io.github.dataflowautoscaler.webhook.prometheus;

import io.github.dataflowautoscaler.webhook.prometheus.PrometheusApi.Sample;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * Reads a sample token by token. Of many thousand applications there are some hundred
 * thousand samples at once, and binding each to records would be a third of all that the
 * webhook does while no alert comes.
 */
class SampleReader extends StdDeserializer<Sample> {

	SampleReader() {
		super(Sample.class);
	}

	@Override
	public Sample deserialize(JsonParser parser, DeserializationContext context) {
		if (!parser.isExpectedStartObjectToken()) {
			return context.reportInputMismatch(this, "A sample is no object");
		}
		Labels labels = new Labels();
		double value = Double.NaN;
		for (String field = parser.nextName(); field != null; field = parser.nextName()) {
			JsonToken token = parser.nextToken();
			switch (field) {
				case "metric" -> labels.read(parser);
				case "value" -> value = value(parser, context);
				default -> {
					if (token.isStructStart()) {
						parser.skipChildren();
					}
				}
			}
		}
		return new Sample(labels.name, labels.stream, labels.application, labels.partition, value);
	}

	/** A list of the time and the value, of which the latter is text. */
	private double value(JsonParser parser, DeserializationContext context) {
		parser.nextToken();
		String text = parser.nextStringValue();
		if (text == null || parser.nextToken() != JsonToken.END_ARRAY) {
			return context.reportInputMismatch(this, "A sample's value is no list of a time and a text");
		}
		try {
			return switch (text) {
				case "+Inf" -> Double.POSITIVE_INFINITY;
				case "-Inf" -> Double.NEGATIVE_INFINITY;
				default -> Double.parseDouble(text);
			};
		}
		catch (NumberFormatException ex) {
			return context.reportInputMismatch(this, "A sample's value is no number");
		}
	}

	private static final class Labels {

		private @Nullable String name;

		private @Nullable String stream;

		private @Nullable String application;

		private @Nullable String partition;

		void read(JsonParser parser) {
			for (String label = parser.nextName(); label != null; label = parser.nextName()) {
				String value = parser.nextStringValue();
				switch (label) {
					case "__name__" -> this.name = value;
					case "stream_name" -> this.stream = value;
					case "application_name" -> this.application = value;
					case "partition" -> this.partition = value;
					default -> {
						// Other labels make no difference.
					}
				}
			}
		}

	}

}
