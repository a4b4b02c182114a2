package io.github.dataflowautoscaler.webhook.prometheus;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * The part of Prometheus' HTTP API that is needed.
 */
interface PrometheusApi {

	@PostExchange(url = "/api/v1/query", contentType = "application/x-www-form-urlencoded")
	Answer query(@RequestBody MultiValueMap<String, String> form);

	@PostExchange(url = "/api/v1/query", contentType = "application/x-www-form-urlencoded")
	Reply<SeriesList> series(@RequestBody MultiValueMap<String, String> form);

	@PostExchange(url = "/api/v1/query_range", contentType = "application/x-www-form-urlencoded")
	Reply<Matrix> range(@RequestBody MultiValueMap<String, String> form);

	@GetExchange("/api/v1/status/buildinfo")
	ResponseEntity<Reply<BuildInfo>> buildInfo();

	@GetExchange("/api/v1/rules")
	Reply<RuleGroups> rules();

	@GetExchange("/api/v1/targets")
	Reply<Targets> targets(@RequestParam String state);

	@GetExchange("/api/v1/alertmanagers")
	Reply<Alertmanagers> alertmanagers();

	/**
	 * An answer about the server itself.
	 *
	 * @param <T> the type of the result
	 * @param data the result
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Reply<T>(@Nullable T data) {
	}

	/**
	 * The server's build.
	 *
	 * @param application its name, unless it is Prometheus
	 * @param version its version
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record BuildInfo(@Nullable String application, @Nullable String version) {

		String text() {
			String name = (this.application != null) ? this.application : "Prometheus";
			return (this.version != null) ? name + " " + this.version : name;
		}

	}

	/**
	 * The result of an instant query, of which the values don't matter.
	 *
	 * @param result the series
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record SeriesList(List<Labelled> result) {

		/**
		 * A series.
		 *
		 * @param metric all of its labels
		 */
		@JsonIgnoreProperties(ignoreUnknown = true)
		record Labelled(Map<String, String> metric) {
		}

	}

	/**
	 * The result of a range query.
	 *
	 * @param result the series
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Matrix(List<Row> result) {

		public Matrix {
			Objects.requireNonNull(result, "An answer without a result");
		}

		/**
		 * A series.
		 *
		 * @param metric all of its labels
		 * @param values its samples, each a list of the time in seconds and the value
		 */
		@JsonIgnoreProperties(ignoreUnknown = true)
		record Row(Map<String, String> metric, List<List<String>> values) {

			public Row {
				Objects.requireNonNull(values, "A series without samples");
			}

		}

	}

	/**
	 * All rules.
	 *
	 * @param groups the groups that they are loaded in
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record RuleGroups(List<Group> groups) {

		/**
		 * A group of rules.
		 *
		 * @param rules its rules
		 */
		@JsonIgnoreProperties(ignoreUnknown = true)
		record Group(List<Rule> rules) {
		}

	}

	/**
	 * What is scraped.
	 *
	 * @param activeTargets the targets that were not dropped by relabelling
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Targets(List<Target> activeTargets) {
	}

	/**
	 * Where alerts are sent to.
	 *
	 * @param activeAlertmanagers those that were found
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Alertmanagers(List<Active> activeAlertmanagers) {

		/**
		 * An Alertmanager.
		 *
		 * @param url where alerts are posted to
		 */
		@JsonIgnoreProperties(ignoreUnknown = true)
		record Active(URI url) {
		}

	}

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
	 * @param name the metric's name
	 * @param stream the stream's name
	 * @param application the application's name
	 * @param partition the partition that it is about, if it is about one
	 * @param value how much
	 */
	@JsonDeserialize(using = SampleReader.class)
	record Sample(@Nullable String name, @Nullable String stream, @Nullable String application,
			@Nullable String partition, double value) {
	}

}
