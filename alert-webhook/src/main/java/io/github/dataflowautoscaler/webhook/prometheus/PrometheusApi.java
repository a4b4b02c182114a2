package io.github.dataflowautoscaler.webhook.prometheus;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

/**
 * The part of Prometheus' HTTP API that is needed.
 */
interface PrometheusApi {

	@PostExchange(url = "/api/v1/query", contentType = "application/x-www-form-urlencoded")
	Answer query(@RequestBody MultiValueMap<String, String> form);

	/**
	 * An answer.
	 *
	 * @param status {@code success} or {@code error}
	 * @param warnings what makes the answer a partial one
	 * @param data the result
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Answer(@Nullable String status, @Nullable List<String> warnings, @Nullable Data data) {
	}

	/**
	 * The result of an instant query.
	 *
	 * @param result the samples
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Data(@Nullable List<Sample> result) {
	}

	/**
	 * A sample.
	 *
	 * @param metric its labels, the metric's name among them
	 * @param value the time in seconds, and the value as text
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Sample(Map<String, String> metric, List<Object> value) {

		String label(String name) {
			return this.metric.getOrDefault(name, "");
		}

		double number() {
			return switch (String.valueOf(this.value.get(1))) {
				case "+Inf" -> Double.POSITIVE_INFINITY;
				case "-Inf" -> Double.NEGATIVE_INFINITY;
				default -> Double.parseDouble(String.valueOf(this.value.get(1)));
			};
		}

	}

}
