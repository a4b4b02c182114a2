package io.github.dataflowautoscaler.webhook.alertmanager;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import javax.net.ssl.SSLException;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.github.dataflowautoscaler.webhook.http.Connections;
import io.github.dataflowautoscaler.webhook.http.Credentials;
import io.github.dataflowautoscaler.webhook.http.Failure;
import io.github.dataflowautoscaler.webhook.http.Failures;
import io.github.dataflowautoscaler.webhook.http.ServerAccess;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Asks an Alertmanager for its configuration and for the alerts that it suppresses, and
 * posts alerts to it.
 */
@Component
public class AlertmanagerServer {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

	private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);

	/** Prometheus names the address that alerts are posted to, behind any path prefix. */
	private static final String ALERTS = "/(api/v[12]/alerts)?$";

	private static final String STATUS = "/api/v2/status";

	/** Unlike the list of alerts it tells of time intervals, too. */
	private static final String GROUPS = "/api/v2/alerts/groups";

	private static final String SILENCES = "/api/v2/silences";

	private static final String POST = "/api/v2/alerts";

	private static final String LOOK = "See whether it is an Alertmanager, and look at its configuration with amtool";

	private static final String ADDRESS = "its address (%s, or alerting.alertmanagers of Prometheus' configuration)"
		.formatted(AlertmanagerProperties.URIS);

	/** Credentials go where the operator has said, not where Prometheus says. */
	private static final String NO_CREDENTIALS = "Name it in %s, which alone get the credentials of autoscale.alertmanager"
		.formatted(AlertmanagerProperties.URIS);

	private static final String OURSELVES = "; if it is the webhook itself, there are no routes, and all is well";

	private final RestClient client;

	private final Failures failures;

	private final Credentials credentials;

	private final List<URI> named;

	AlertmanagerServer(RestClient.Builder builder, Connections connections, AlertmanagerProperties properties) {
		ServerAccess access = properties.access();
		this.named = properties.addresses();
		this.credentials = new Credentials(access, this.named);
		this.failures = new Failures(ADDRESS, access);
		this.client = builder.requestFactory(connections.to(access, CONNECT_TIMEOUT, READ_TIMEOUT))
			.requestInterceptor(this.credentials)
			.build();
	}

	/**
	 * The Alertmanagers that the operator has named.
	 * @return their addresses, none if only Prometheus knows them
	 */
	public List<URI> named() {
		return this.named;
	}

	/**
	 * Reads the routes and the clock.
	 * @param alerts the address that Prometheus posts alerts to
	 * @return what was read
	 * @throws AlertmanagerException if that is not possible
	 */
	public About about(URI alerts) {
		URI status = beside(alerts, STATUS);
		try {
			ResponseEntity<Status> answer = this.client.get().uri(status).retrieve().toEntity(Status.class);
			@Nullable Status body = answer.getBody();
			if (body == null || body.config() == null || body.config().original() == null) {
				throw new AlertmanagerException("Alertmanager shows no configuration at " + status, LOOK, null);
			}
			long date = answer.getHeaders().getDate();
			return new About(Routing.parse(body.config().original()), (date > 0) ? Instant.ofEpochMilli(date) : null);
		}
		catch (RestClientException ex) {
			throw failure(status, ex);
		}
	}

	/**
	 * Reads the alerts that are not over.
	 * @param alerts the address that Prometheus posts alerts to
	 * @return the alerts, none from a server that doesn't offer them
	 * @throws AlertmanagerException if that is not possible
	 */
	public List<AlertGroup> groups(URI alerts) {
		return list(beside(alerts, GROUPS), AlertGroup[].class);
	}

	/**
	 * Reads the silences.
	 * @param alerts the address that Prometheus posts alerts to
	 * @return those that are over among them; none from a server that doesn't offer them
	 * @throws AlertmanagerException if that is not possible
	 */
	public List<Silence> silences(URI alerts) {
		return list(beside(alerts, SILENCES), Silence[].class);
	}

	private <T> List<T> list(URI address, Class<T[]> type) {
		try {
			T @Nullable [] all = this.client.get().uri(address).retrieve().body(type);
			return (all != null) ? List.of(all) : List.of();
		}
		catch (HttpClientErrorException.NotFound ex) {
			return List.of();
		}
		catch (RestClientException ex) {
			throw failure(address, ex);
		}
	}

	private static URI beside(URI alerts, String path) {
		return URI.create(alerts.toString().replaceFirst(ALERTS, "") + path);
	}

	/**
	 * Posts alerts.
	 * @param server the Alertmanager's address, with its path prefix if it has one
	 * @param alerts the alerts
	 * @throws AlertmanagerException if it did not take them
	 */
	public void post(URI server, List<PostedAlert> alerts) {
		URI address = beside(server, POST);
		try {
			this.client.post()
				.uri(address)
				.contentType(MediaType.APPLICATION_JSON)
				.body(alerts)
				.retrieve()
				.toBodilessEntity();
		}
		catch (RestClientException ex) {
			throw failure(address, ex);
		}
	}

	private AlertmanagerException failure(URI address, RestClientException ex) {
		Failure failure = this.failures.of(ex);
		String problem = "Alertmanager at %s %s".formatted(address, failure.problem());
		if (this.credentials.isFor(address)) {
			return new AlertmanagerException(problem, failure.remedy(), ex);
		}
		boolean refused = ex instanceof HttpClientErrorException.Unauthorized
				|| ex instanceof HttpClientErrorException.Forbidden;
		String remedy = (refused ? NO_CREDENTIALS : failure.remedy()) + OURSELVES;
		return (refused || ex.contains(SSLException.class)) ? AlertmanagerException.keptOut(problem, remedy, ex)
				: new AlertmanagerException(problem, remedy, ex);
	}

	/**
	 * What was read of an Alertmanager.
	 *
	 * @param routing its routes
	 * @param time its clock, in whole seconds; {@code null} if it doesn't tell
	 */
	public record About(Routing routing, @Nullable Instant time) {
	}

	/**
	 * The answer.
	 *
	 * @param config the configuration
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Status(@Nullable Config config) {
	}

	/**
	 * The configuration.
	 *
	 * @param original as YAML, defaults of the global section filled in
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Config(@Nullable String original) {
	}

}
