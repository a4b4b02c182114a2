package io.github.dataflowautoscaler.webhook;

import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What an examination looks like, and what it makes of the changes so far.
 */
class DoctorTests extends DoctorSituations {

	/** In this order: each one adds to the history. */
	static Stream<Arguments> whatIsWrongIsFound() {
		return Stream.of(
				found("nothing was scaled yet", (test) -> test.dataFlow.login("eve", "ROLE_MODIFY"), "skipper",
						"warning", "shows at the first change", "POST /api/release/scale/**"),
				found("Skipper forbids to scale", (test) -> {
					test.dataFlow.behave(ScaleBehaviour.SKIPPER_FORBIDS);
					test.webhook.alert(Alerts.out("scaletest", "transform"));
				}, "skipper", "failure", "forbade the latest change", "POST /api/release/scale/**"),
				found("Skipper lets it scale", (test) -> test.webhook.alert(Alerts.out("scaletest", "transform")),
						"skipper", "ok", "carried the latest change out", ""));
	}

	@Test
	void whereEverythingFitsAllIsWellAndTheOrderIsFixed() {
		await().atMost(Duration.ofSeconds(30)).until(() -> findings("$.findings[*].check").size() == 18);
		assertThat(findings("$.findings[?(@.status != 'ok')]")).isEmpty();
		assertThat(findings("$.findings[*].check")).containsExactly("webhook", "data-flow", "role", "skipper",
				"prometheus", "rules", "alertmanager", "notifications", "clock", "definition", "instances", "metrics",
				"measures", "arrival", "consumer-group", "membership", "partitions", "masters");
		assertThat(findings("$.findings[9:].subject")).containsOnly("scaletest/transform");
		assertThat(findings("$.findings[:9].subject")).isEmpty();
		assertThat(findings("$.findings[6:7].message"))
			.containsExactly("HighThroughputDifference is posted to http://localhost:8085/alert and repeated every 60 s"
					+ " (group_interval 30 s, repeat_interval 50 s)");
	}

	@Test
	void anApplicationCanBeAskedFor() {
		this.webhook.policy("scaletest", "log", "{\"maxInstances\":2}");
		assertThat(findings("$.findings[*].subject", "?stream=scaletest&application=log")).isNotEmpty()
			.containsOnly("scaletest/log");
		assertThat(findings("$.findings[*].subject", "?stream=scaletest")).contains("scaletest/log",
				"scaletest/transform");
		assertThat(this.webhook.get("/api/doctor?stream=scaletest&application=none").statusCode()).isEqualTo(404);
		assertThat(this.webhook.get("/api/doctor?stream=none").body()).contains("\"detail\":\"none has no policy\"");
	}

	@Test
	void aClockThatIsWrongIsNamed() {
		try (HttpStandIn alertmanager = new HttpStandIn()) {
			alertmanager.stubFor(any(anyUrl())
				.willReturn(okJson(status(configuration())).withHeader("Date", "Sun, 22 Nov 2020 12:00:00 GMT")));
			alertmanagerAt(alertmanager.uri());
			assertFound("clock", "warning", "Alertmanager is ", "NTP");
			assertThat(findings("$.findings[8:9].message").get(0).toString()).endsWith(" s behind")
				.doesNotContain("Prometheus", "Data Flow");
		}
	}

}
