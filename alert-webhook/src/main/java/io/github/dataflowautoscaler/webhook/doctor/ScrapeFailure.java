package io.github.dataflowautoscaler.webhook.doctor;

import java.util.Map;
import java.util.regex.Pattern;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;

/**
 * Why Prometheus gets no metrics of an instance, by the error that it shows and by the
 * deployment properties.
 *
 * @param message what is wrong
 * @param remedy what to do about it
 */
record ScrapeFailure(String message, String remedy) {

	private static final Pattern NOT_FOUND = Pattern.compile("HTTP status 404");

	private static final Pattern REFUSED = Pattern.compile("HTTP status 40[13]");

	/** A page to log in at, to which Prometheus was sent. */
	private static final Pattern PAGE = Pattern
		.compile("HTTP status 30\\d|valid start token|\"INVALID\"|unsupported Content-Type \"text/html");

	/** Prometheus 3 guesses no format; before, everything was taken for text. */
	private static final Pattern NO_FORMAT = Pattern.compile("(unsupported|blank) Content-Type");

	private static final Pattern FAILED = Pattern.compile("HTTP status 5\\d\\d");

	private static final Pattern NOBODY = Pattern.compile("connection refused");

	private static final String SECURITY = "spring.cloud.streamapp.security.enabled";

	/**
	 * Explains a failure.
	 * @param id the application
	 * @param address host and port of the instance
	 * @param error what Prometheus says
	 * @param deployed what the instance was deployed with, as far as it is known
	 * @return the explanation
	 */
	static ScrapeFailure of(ApplicationId id, String address, String error, Map<String, String> deployed) {
		DeployedProperties properties = DeployedProperties.of(deployed);
		HiddenEndpoint endpoint = new HiddenEndpoint(properties, address);
		if (NOT_FOUND.matcher(error).find()) {
			return new ScrapeFailure(endpoint.moved().isEmpty()
					? "The instance at %s does not expose /actuator/prometheus: %s".formatted(address, error)
					: "The instance at %s has /actuator/prometheus somewhere else, by %s: %s".formatted(address,
							endpoint.moved(), error),
					endpoint.remedy(id.application()));
		}
		if (NOBODY.matcher(error).find() && endpoint.port().isPresent()) {
			return new ScrapeFailure("Nothing listens at %s, and the instance was deployed with %s: %s"
				.formatted(address, endpoint.moved(), error), endpoint.remedy(id.application()));
		}
		if (REFUSED.matcher(error).find()) {
			return new ScrapeFailure("The instance at %s requires a log-in: %s".formatted(address, error),
					"Give Prometheus credentials in its scrape job (basic_auth or authorization), or let everybody read /actuator/prometheus"
							+ (properties.says(SECURITY, false) ? "" : "; a stock application does with app.%s.%s=false"
								.formatted(id.application(), SECURITY)));
		}
		if (PAGE.matcher(error).find()) {
			return new ScrapeFailure(
					"The instance at %s answers with something other than metrics: %s".formatted(address, error),
					properties.says(SECURITY, false)
							? "See what is at that address: another page, or a log-in of its own"
							: "Stock applications answer like this if they require a log-in: deploy it with app.%s.%s=false"
								.formatted(id.application(), SECURITY));
		}
		if (NO_FORMAT.matcher(error).find()) {
			return new ScrapeFailure(
					"The instance at %s does not call its answer metrics: %s".formatted(address, error),
					"See what is at that address. If it is metrics, let the application answer with the Content-Type text/plain, or set fallback_scrape_protocol: PrometheusText0.0.4 in the scrape job");
		}
		if (FAILED.matcher(error).find()) {
			return new ScrapeFailure("The instance at %s fails at /actuator/prometheus: %s".formatted(address, error),
					"See its log; tags of its own called application_name or stream_name do that (app.%s.management.metrics.tags.*)"
						.formatted(id.application()));
		}
		return new ScrapeFailure("Prometheus can't scrape the instance at %s: %s".formatted(address, error),
				"See whether Prometheus can reach that address");
	}

}
