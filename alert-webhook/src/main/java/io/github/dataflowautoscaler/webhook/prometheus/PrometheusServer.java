package io.github.dataflowautoscaler.webhook.prometheus;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.prometheus.PrometheusApi.Alertmanagers;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusApi.BuildInfo;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusApi.Reply;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusApi.RuleGroups;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusApi.SeriesList.Labelled;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;

/**
 * Tells how the Prometheus server is set up, to those who look for what is wrong. Every
 * method asks the server, and throws a {@link PrometheusException} if it doesn't tell.
 */
public class PrometheusServer {

	private final PrometheusClient client;

	PrometheusServer(PrometheusClient client) {
		this.client = client;
	}

	public boolean isConfigured() {
		return this.client.isConfigured();
	}

	/**
	 * The server's version and clock.
	 * @return what the server says of itself
	 */
	public About about() {
		ResponseEntity<Reply<BuildInfo>> answer = this.client.ask(PrometheusApi::buildInfo);
		long date = answer.getHeaders().getDate();
		return new About(PrometheusClient.data(answer.getBody()).version(),
				(date > 0) ? Instant.ofEpochMilli(date) : null);
	}

	public List<Rule> rules() {
		RuleGroups groups = PrometheusClient.data(this.client.ask(PrometheusApi::rules));
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
		return PrometheusClient.data(this.client.ask((prometheus) -> prometheus.targets("active"))).activeTargets();
	}

	/**
	 * The Alertmanagers that alerts are sent to.
	 * @return the address that alerts are posted to, of each
	 */
	public List<URI> alertmanagers() {
		Alertmanagers alertmanagers = PrometheusClient.data(this.client.ask(PrometheusApi::alertmanagers));
		return alertmanagers.activeAlertmanagers().stream().map(Alertmanagers.Active::url).toList();
	}

	/**
	 * Evaluates an expression now.
	 * @param expression the PromQL text
	 * @return the labels of each series of the result, the metric's name among them
	 */
	public List<Map<String, String>> query(String expression) {
		LinkedMultiValueMap<String, String> form = new LinkedMultiValueMap<>(Map.of("query", List.of(expression)));
		return PrometheusClient.data(this.client.ask((prometheus) -> prometheus.series(form)))
			.result()
			.stream()
			.map(Labelled::metric)
			.toList();
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
