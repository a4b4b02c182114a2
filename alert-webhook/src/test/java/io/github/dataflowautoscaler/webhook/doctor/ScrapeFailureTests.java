package io.github.dataflowautoscaler.webhook.doctor;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ScrapeFailure}, with the errors that Prometheus 2 and 3 show.
 */
class ScrapeFailureTests {

	private static final String NOT_FOUND = "server returned HTTP status 404 ";

	private static final String EXPOSED = "management.endpoints.web.exposure.include=health,prometheus ";

	private static final String EXPORTED = "management.prometheus.metrics.export.enabled=true ";

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "none", value = {
			"none | Deploy it with app.log.management.endpoints.web.exposure.include=health,info,bindings,prometheus",
			"management.endpoints.web.exposure.include=health,info | Deploy it with app.log.management.endpoints.web.exposure.include=health,info,prometheus",
			"management.endpoints.web.exposure.include=* | or with app.log.management.metrics.export.prometheus.enabled=true for Boot 2",
			"management.endpoints.web.exposure.include=health,prometheus | deploy it with app.log.management.prometheus.metrics.export.enabled=true",
			"management.prometheus.metrics.export.enabled=false | Deploy it with app.log.management.prometheus.metrics.export.enabled=true",
			"management.endpoints.web.exposure.include=info management.metrics.export.prometheus.enabled=False | include=info,prometheus and app.log.management.metrics.export.prometheus.enabled=true" })
	@DisplayName("case 71: a hidden endpoint is exposed first, and exported then")
	void aHiddenEndpointIsExposedFirstAndExportedThen(String deployed, String remedy) {
		ScrapeFailure failure = failure(NOT_FOUND, deployed);
		assertThat(failure.message())
			.isEqualTo("The instance at 127.0.0.1:20000 does not expose /actuator/prometheus: " + NOT_FOUND);
		assertThat(failure.remedy()).contains(remedy);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"management.server.port=9090 | by management.server.port=9090 | Deploy it without app.log.management.server.port, or scrape",
			"management.endpoints.web.basePath=/manage | by management.endpoints.web.base-path=/manage | Deploy it with app.log.management.endpoints.web.base-path=/actuator",
			"management.server.port=9090 management.endpoints.web.exposure.include=info | by management.server.port=9090 | include=info,prometheus, and without app.log.management.server.port",
			"management.server.port=0 management.endpoints.web.base-path=/ | by management.server.port=0 and management.endpoints.web.base-path=/ | base-path=/actuator, and without app.log.management.server.port" })
	void anEndpointThatWasMovedIsNoHiddenOne(String deployed, String message, String remedy) {
		ScrapeFailure failure = failure(NOT_FOUND, deployed);
		assertThat(failure.message()).contains("has /actuator/prometheus somewhere else", message);
		assertThat(failure.remedy()).contains(remedy);
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.server.port=20000", "management.server.port=${server.port}",
			"management.endpoints.web.base-path=/actuator/" })
	void whatIsSetToTheUsualPlaceMovesNothing(String deployed) {
		assertThat(failure(NOT_FOUND, deployed).message()).contains("does not expose /actuator/prometheus");
	}

	@Test
	void whatIsExposedAndExportedIsElsewhereByTheApplicationsOwnWish() {
		assertThat(failure(NOT_FOUND, EXPOSED + EXPORTED).remedy()).contains(
				"the application itself sets management.server.port or management.endpoints.web.base-path",
				"micrometer-registry-prometheus");
	}

	@Test
	void aRefusedConnectionIsExplainedByThePortThatWasSet() {
		String error = "Get \"http://127.0.0.1:20000/actuator/prometheus\": dial tcp 127.0.0.1:20000: connect: connection refused";
		assertThat(failure(error, "management.server.port=9090").message())
			.contains("Nothing listens at 127.0.0.1:20000", "management.server.port=9090");
		assertThat(failure(error, null).message()).startsWith("Prometheus can't scrape");
		assertThat(failure("context deadline exceeded", "management.server.port=9090").message())
			.startsWith("Prometheus can't scrape");
		assertThat(failure(error.replace("20000", "40401"), null).remedy()).contains("reach that address");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"INVALID\" is not a valid start token", "server returned HTTP status 302 Found",
			"expected a valid start token, got \"<!D\" (\"INVALID\") while parsing: \"<!D\"",
			"received unsupported Content-Type \"text/html;charset=UTF-8\" and no fallback_scrape_protocol specified for target" })
	@DisplayName("case 71: the log-in of stock applications is named")
	void theLogInOfStockApplicationsIsNamed(String error) {
		assertThat(failure(error, EXPOSED).message()).contains("something other than metrics");
		assertThat(failure(error, EXPOSED).remedy()).contains("app.log.spring.cloud.streamapp.security.enabled=false");
		assertThat(failure(error, "spring.cloud.streamapp.security.enabled=false").remedy()).startsWith("See what is");
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"non-compliant scrape target sending blank Content-Type and no fallback_scrape_protocol specified for target",
			"received unsupported Content-Type \"application/octet-stream\" and no fallback_scrape_protocol specified for target" })
	void metricsWithoutTheirFormatAreNoLogIn(String error) {
		assertThat(failure(error, EXPOSED).message()).contains("does not call its answer metrics");
		assertThat(failure(error, EXPOSED).remedy()).contains("fallback_scrape_protocol")
			.doesNotContain("security.enabled");
	}

	@ParameterizedTest
	@ValueSource(strings = { "server returned HTTP status 401 Unauthorized", "server returned HTTP status 403 " })
	void aLogInOfItsOwnNeedsCredentials(String error) {
		assertThat(failure(error, null).message()).contains("requires a log-in");
		assertThat(failure(error, null).remedy()).contains("credentials", "let everybody read",
				"security.enabled=false");
		assertThat(failure(error, "spring.cloud.stream-app.security.enabled=false").remedy())
			.doesNotContain("security.enabled");
	}

	private static ScrapeFailure failure(String error, String deployed) {
		Map<String, String> properties = (deployed != null) ? Stream.of(deployed.split(" "))
			.map((property) -> property.split("="))
			.collect(Collectors.toMap((parts) -> parts[0], (parts) -> parts[1])) : Map.of();
		return ScrapeFailure.of(new ApplicationId("s", "log"), "127.0.0.1:20000", error, properties);
	}

}
