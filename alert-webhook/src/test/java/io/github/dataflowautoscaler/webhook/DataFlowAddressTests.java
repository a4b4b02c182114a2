package io.github.dataflowautoscaler.webhook;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A Data Flow server that is not at the root of its own address.
 */
class DataFlowAddressTests {

	@TempDir
	private Path directory;

	private final DataFlowStandIn dataFlow = new DataFlowStandIn();

	private final HttpStandIn proxy = new HttpStandIn();

	@BeforeEach
	void start() {
		this.dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
		this.proxy.stubFor(any(urlMatching("/tools/dataflow/.*"))
			.willReturn(aResponse().proxiedFrom(this.dataFlow.uri()).withProxyUrlPrefixToRemove("/tools/dataflow")));
		this.proxy.stubFor(any(urlMatching("/moved/.*")).willReturn(aResponse().withStatus(307)
			.withHeader("Location", "/tools/dataflow{{substring request.url 6}}")
			.withTransformers("response-template")));
	}

	@AfterEach
	void stop() {
		this.proxy.close();
		this.dataFlow.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/tools/dataflow", "/tools/dataflow/", "/moved" })
	@DisplayName("case 35: Data Flow behind a context path, a proxy and a redirect")
	void behindAContextPath(String path) {
		try (RunningWebHook webhook = RunningWebHook.start(this.directory, this.proxy.uri() + path)) {
			webhook.policy("scaletest", "transform", "{\"strategy\":\"step\",\"maxInstances\":2}");
			webhook.alert(Alerts.out("scaletest", "transform"));
			await().untilAsserted(() -> assertThat(webhook.history("outcome")).containsExactly("succeeded"));
			await().until(() -> webhook.get("/actuator/health/scaling").statusCode() == 200);
		}
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=2");
	}

}
