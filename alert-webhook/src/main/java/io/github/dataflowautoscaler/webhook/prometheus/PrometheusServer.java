package io.github.dataflowautoscaler.webhook.prometheus;

import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.installation.Selector;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusApi.Alertmanagers;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusApi.SeriesList.Labelled;
import org.jspecify.annotations.Nullable;

import org.springframework.util.LinkedMultiValueMap;

/**
 * Tells how the Prometheus server is set up, to those who look for what is wrong. Every
 * method asks the server, and throws a {@link PrometheusException} if it doesn't answer.
 * Servers that only store what others scrape and evaluate, such as Mimir, Thanos and
 * VictoriaMetrics, answer queries, and do not tell of the rest.
 */
public class PrometheusServer {

	private final PrometheusClient client;

	private final Selector selector;

	PrometheusServer(PrometheusClient client, Selector selector) {
		this.client = client;
		this.selector = selector;
	}

	public boolean isConfigured() {
		return this.client.isConfigured();
	}

	/**
	 * The server's name and version, and its clock.
	 * @return what the server says of itself, empty if it does not tell
	 */
	public Optional<About> about() {
		return told(PrometheusApi::buildInfo).map((answer) -> {
			long date = answer.getHeaders().getDate();
			return new About(PrometheusClient.data(answer.getBody()).text(),
					(date > 0) ? Instant.ofEpochMilli(date) : null);
		});
	}

	/**
	 * The rules that are evaluated.
	 * @return those that set the labels of the installation, none if there are none or if
	 * the server does not tell
	 */
	public List<Rule> rules() {
		return told(PrometheusApi::rules).map(PrometheusClient::data)
			.stream()
			.flatMap((rules) -> rules.groups().stream())
			.flatMap((group) -> group.rules().stream())
			.filter((rule) -> this.selector.mismatch(rule::label).isEmpty())
			.toList();
	}

	/**
	 * The series that have to be recorded for the rate strategy.
	 * @return the names of the metrics
	 */
	public List<String> requiredSeries() {
		return Stream.of(Series.values()).map(Series::metric).toList();
	}

	/**
	 * Tells whether some of the series are there that are recorded for the rate strategy,
	 * whoever evaluates the rules.
	 * @return whether any has a recent value
	 */
	public boolean hasRequiredSeries() {
		return !query("count(%s)".formatted(Series.query())).isEmpty();
	}

	/**
	 * What is scraped. If a server does not list its targets, they are found by their
	 * series {@code up}.
	 * @param addresses host and port of each instance that matters
	 * @return the targets, others among them
	 */
	public List<Target> targets(Collection<String> addresses) {
		List<Target> told = told((prometheus) -> prometheus.targets("active")).map(PrometheusClient::data)
			.map(PrometheusApi.Targets::activeTargets)
			.orElse(List.of());
		if (!told.isEmpty()) {
			return told;
		}
		String up = "up{instance=~\"%s\"}".formatted(addresses.stream()
			.map((address) -> address.replaceAll("[^\\w:-]", "."))
			.collect(Collectors.joining("|")));
		return Stream
			.concat(query(up + " == 1").stream().map((labels) -> Target.of(labels, "up")),
					query(up + " == 0").stream().map((labels) -> Target.of(labels, "down")))
			.toList();
	}

	/**
	 * The Alertmanagers that alerts are sent to.
	 * @return the address that alerts are posted to, of each; empty if the server does
	 * not tell
	 */
	public Optional<List<URI>> alertmanagers() {
		return told(PrometheusApi::alertmanagers).map(PrometheusClient::data)
			.map((known) -> known.activeAlertmanagers().stream().map(Alertmanagers.Active::url).toList());
	}

	/**
	 * Evaluates an expression now, of the installation's series.
	 * @param expression the PromQL text; every vector selector has braces
	 * @return the labels of each series of the result, the metric's name among them
	 */
	public List<Map<String, String>> query(String expression) {
		LinkedMultiValueMap<String, String> form = new LinkedMultiValueMap<>(
				Map.of("query", List.of(this.selector.in(expression))));
		return PrometheusClient.data(this.client.ask((prometheus) -> prometheus.series(form)))
			.result()
			.stream()
			.map(Labelled::metric)
			.toList();
	}

	private <T> Optional<T> told(Function<PrometheusApi, T> question) {
		try {
			return Optional.of(this.client.ask(question));
		}
		catch (PrometheusException ex) {
			if (ex.isNotOffered()) {
				return Optional.empty();
			}
			throw ex;
		}
	}

	/**
	 * What the server says of itself.
	 *
	 * @param name its name and version, as far as it tells
	 * @param time its clock, in whole seconds; {@code null} if it doesn't tell
	 */
	public record About(String name, @Nullable Instant time) {
	}

}
