package io.github.dataflowautoscaler.webhook.policy.web;

import io.github.dataflowautoscaler.webhook.policy.TargetUtilization;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

import org.springframework.boot.jackson.JacksonComponent;

/**
 * A target utilization in JSON: a number, or the word {@code auto}.
 */
@JacksonComponent
class TargetUtilizationJson {

	static class Serializer extends ValueSerializer<TargetUtilization> {

		@Override
		public void serialize(TargetUtilization target, JsonGenerator json, SerializationContext context) {
			Double share = target.share();
			if (share != null) {
				json.writeNumber(share);
			}
			else {
				json.writeString(target.toString());
			}
		}

	}

	static class Deserializer extends ValueDeserializer<TargetUtilization> {

		@Override
		public TargetUtilization deserialize(JsonParser json, DeserializationContext context) {
			String text = json.getValueAsString("");
			try {
				return TargetUtilization.valueOf(text);
			}
			catch (IllegalArgumentException ex) {
				return (TargetUtilization) context.handleWeirdStringValue(TargetUtilization.class, text,
						"neither a number nor auto");
			}
		}

	}

}
