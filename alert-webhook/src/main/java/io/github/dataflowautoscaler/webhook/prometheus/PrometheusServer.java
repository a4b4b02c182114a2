package io.github.dataflowautoscaler.webhook.prometheus;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.prometheus.PrometheusApi.Alertmanagers;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusApi.BuildInfo;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusApi.Reply;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusApi.RuleGroups;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusApi.SeriesList.Labelled;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/**
 * Tells how the Prometheus server is set up, to those who look for what is wrong. Every
 * method asks the server, and throws a {@link PrometheusException} if it doesn't tell.
 */
public class PrometheusServer {

	private final @Nullable PrometheusApi api;

	PrometheusServer(@Nullable PrometheusApi api) {
		this.api = api;
	}

	public boolean isConfigured() {
		return this.api != null;
	}

	/**
	 * The server's version and clock.
	 * @return what the server says of itself
	 */
	public About about() {
		ResponseEntity<Reply<BuildInfo>> answer = ask(PrometheusApi::buildInfo);
		long date = answer.getHeaders().getDate();
		return new About(data(answer.getBody()).version(), (date > 0) ? Instant.ofEpochMilli(date) : null);
	}

	public List<Rule> rules() {
		RuleGroups groups = data(ask(PrometheusApi::rules));
		return groups.groups().stream().flatMap((group) -> group.rules().stream()).toList();
	}

	/**
	 * The series that have to be recorded for the rate strategy.
	 * @return the names of the metrics
	 */
	public List<String> requiredSeries() {
		return Stream.of(Series.values()).map(Series::metric).toList();
	}

	public List<Target> targets() {
		return data(ask((prometheus) -> prometheus.targets("active"))).activeTargets();
	}

	/**
	 * The Alertmanagers that alerts are sent to.
	 * @return the address that alerts are posted to, of each
	 */
	public List<URI> alertmanagers() {
		Alertmanagers alertmanagers = data(ask(PrometheusApi::alertmanagers));
		return alertmanagers.activeAlertmanagers().stream().map(Alertmanagers.Active::url).toList();
	}

	/**
	 * Evaluates an expression now.
	 * @param expression the PromQL text
	 * @return the labels of each series of the result, the metric's name among them
	 */
	public List<Map<String, String>> query(String expression) {
		LinkedMultiValueMap<String, String> form = new LinkedMultiValueMap<>(Map.of("query", List.of(expression)));
		return data(ask((prometheus) -> prometheus.series(form))).result().stream().map(Labelled::metric).toList();
	}

	private <T> T ask(Function<PrometheusApi, T> question) {
		if (this.api == null) {
			throw new PrometheusException("autoscale.prometheus.uri is not set", null);
		}
		try {
			return question.apply(this.api);
		}
		catch (RestClientException ex) {
			throw new PrometheusException("Prometheus " + problem(ex), ex);
		}
	}

	private static String problem(RestClientException ex) {
		if (ex instanceof RestClientResponseException answered) {
			return "answers " + answered.getStatusCode().value();
		}
		return (ex instanceof ResourceAccessException) ? "gives no answer" : "gives an answer that is not understood";
	}

	private static <T> T data(@Nullable Reply<T> reply) {
		if (reply == null || reply.data() == null) {
			throw new PrometheusException("Prometheus answered without a result", null);
		}
		return reply.data();
	}

	/**
	 * What the server says of itself.
	 *
	 * @param version its version
	 * @param time its clock, in whole seconds; {@code null} if it doesn't tell
	 */
	public record About(String version, @Nullable Instant time) {
	}

}
