package io.github.dataflowautoscaler.webhook.doctor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why an instance answers 404 to Prometheus. There are three causes with this one
 * symptom: the endpoint is not exposed, the export is off, or it is at another place.
 * What the deployment says is known; of the rest the most frequent cause is assumed, and
 * the next one when that is ruled out.
 *
 * @param properties what the instance was deployed with
 * @param address the host and port where Prometheus asks
 */
record HiddenEndpoint(DeployedProperties properties, String address) {

	static final String PORT = "management.server.port";

	private static final String PATH = "management.endpoints.web.base-path";

	private static final String EXPOSED = "management.endpoints.web.exposure.include";

	private static final String EXPORT = "management.prometheus.metrics.export.enabled";

	private static final String EXPORT_BOOT_2 = "management.metrics.export.prometheus.enabled";

	/**
	 * Tells whether the deployment has put the endpoint somewhere else.
	 * @return the properties that do, with their values; empty if none does
	 */
	String moved() {
		return Stream.concat(port().stream(), path().map((path) -> PATH + "=" + path).stream())
			.collect(Collectors.joining(" and "));
	}

	Optional<String> port() {
		return this.properties.find(PORT)
			.filter((port) -> !this.address.endsWith(":" + port) && !port.equals("${server.port}"))
			.map((port) -> PORT + "=" + port);
	}

	private Optional<String> path() {
		return this.properties.find(PATH).filter((path) -> !path.replaceFirst("/$", "").equals("/actuator"));
	}

	/**
	 * What to change.
	 * @param application the application's name, by which deployment properties begin
	 * @return a sentence without a full stop
	 */
	String remedy(String application) {
		String prefix = "app." + application + ".";
		List<String> known = Stream
			.of(exposed().filter((exposed) -> !isExposed(exposed))
				.map((exposed) -> EXPOSED + "=" + exposed + ",prometheus"), off(EXPORT), off(EXPORT_BOOT_2),
					path().map((path) -> PATH + "=/actuator"))
			.flatMap(Optional::stream)
			.map(prefix::concat)
			.toList();
		String without = port().isEmpty() ? ""
				: "%s%s, or scrape that port by a job of your own".formatted(prefix, PORT);
		if (!known.isEmpty()) {
			return "Deploy it with " + String.join(" and ", known)
					+ (without.isEmpty() ? "" : ", and without " + without);
		}
		return without.isEmpty() ? assumed(prefix) : "Deploy it without " + without;
	}

	private String assumed(String prefix) {
		if (exposed().isEmpty()) {
			return "Deploy it with %s%s=health,info,bindings,prometheus".formatted(prefix, EXPOSED);
		}
		if (!this.properties.says(EXPORT, true) && !this.properties.says(EXPORT_BOOT_2, true)) {
			return "It is exposed, so deploy it with %1$s%2$s=true, or with %1$s%3$s=true for Boot 2: stock applications switch the export off"
				.formatted(prefix, EXPORT, EXPORT_BOOT_2);
		}
		return "It is exposed and exported, so see whether the application itself sets %s or %s, and whether it has micrometer-registry-prometheus"
			.formatted(PORT, PATH);
	}

	private Optional<String> exposed() {
		return this.properties.find(EXPOSED);
	}

	private static boolean isExposed(String exposed) {
		return Stream.of(exposed.split(",")).map(String::trim).anyMatch(List.of("*", "prometheus")::contains);
	}

	private Optional<String> off(String export) {
		return this.properties.says(export, false) ? Optional.of(export + "=true") : Optional.empty();
	}

}
