package io.github.dataflowautoscaler.webhook.prometheus;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.HttpStandIn;
import io.github.dataflowautoscaler.webhook.SettableClock;
import io.github.dataflowautoscaler.webhook.decision.HotPartition;
import io.github.dataflowautoscaler.webhook.decision.Measurement;
import io.github.dataflowautoscaler.webhook.decision.Observation;
import io.github.dataflowautoscaler.webhook.http.Connections;
import io.github.dataflowautoscaler.webhook.http.ServerAccess;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.scaling.Observations;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.web.client.RestClient;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PrometheusObservations}, against answers that a real Prometheus gives
 * only in trouble.
 */
class PrometheusObservationsTests {

	private static final ApplicationId TRANSFORM = new ApplicationId("scaletest", "transform");

	private static final String ARRIVAL = "autoscale:arrival:rate1m";

	private final HttpStandIn server = new HttpStandIn();

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void whatIsMeasuredIsRead() {
		answer("", sample(ARRIVAL, "transform", "19.5"), sample("autoscale:busy:rate1m", "transform", "0.986"),
				sample(ARRIVAL, "log", "9.7"), sample("autoscale:partitions:count", "transform", "4"));
		Observations.Measured measured = observations().now();
		assertThat(measured.of(TRANSFORM)).returns(Measurement.of(19.5), (seen) -> seen.arrival().rate())
			.returns(Measurement.of(0.986), Observation::busy)
			.returns(Measurement.of(4), Observation::partitions);
		assertThat(measured.of(new ApplicationId("scaletest", "log")).arrival().rate()).isEqualTo(Measurement.of(9.7));
		assertThat(measured.of(TRANSFORM).lag().reason()).contains("autoscale:lag:messages");
	}

	@Test
	void thePartitionThatGetsMostIsRead() {
		answer("", sample(ARRIVAL, "transform", "19.5"), share("transform", 3, "0.41"), share("transform", 7, "0.4"),
				share("log", 1, "1.0000001"), sample(ARRIVAL, "none", "1"), share("none", 1, "NaN"));
		Observations.Measured measured = observations().now();
		assertThat(measured.of(TRANSFORM).hotPartition()).isEqualTo(new HotPartition("3", 0.41));
		assertThat(measured.of(new ApplicationId("scaletest", "log")).hotPartition())
			.isEqualTo(new HotPartition("1", 1));
		assertThat(measured.of(new ApplicationId("scaletest", "none")).hotPartition()).isNull();
	}

	private static String share(String application, int partition, String value) {
		return sample("autoscale:hot_partition:share", application, value).replace("\"application_name\"",
				"\"partition\":\"%d\",\"application_name\"".formatted(partition));
	}

	@Test
	void alertsOfManyApplicationsShareOneQuery() {
		answer("", sample(ARRIVAL, "transform", "1"));
		Observations observations = observations();
		observations.now();
		observations.now().of(TRANSFORM);
		observations.now().of(new ApplicationId("scaletest", "log"));
		this.server.verify(1, postRequestedFor(anyUrl()));
	}

	@ParameterizedTest
	@CsvSource({ "NaN", "+Inf", "-Inf" })
	@DisplayName("case 37: a value that is not a number is unknown")
	void noNumber(String value) {
		answer("", sample(ARRIVAL, "transform", value));
		assertUnknown("it is");
	}

	@Test
	@DisplayName("case 37: two values where one is expected are unknown")
	void twoValues() {
		answer("", sample(ARRIVAL, "transform", "1"), sample(ARRIVAL, "transform", "2"));
		assertUnknown("more than one value");
	}

	@Test
	@DisplayName("case 37: an empty vector is unknown")
	void emptyVector() {
		answer("");
		assertUnknown("no recent value");
	}

	@Test
	@DisplayName("case 37: a partial answer is unknown as a whole")
	void partialAnswer() {
		answer("\"warnings\":[\"a store did not answer\"],", sample(ARRIVAL, "transform", "1"));
		assertUnknown("a store did not answer");
	}

	@ParameterizedTest
	@CsvSource({ "500, ''", "503, 'no'", "400, '{\"status\":\"error\"}'", "200, 'no json'", "200, '{}'", "200, '[]'",
			"200, '{\"status\":\"error\",\"error\":\"timeout\"}'" })
	@DisplayName("case 37: an error, or what is no answer, is unknown")
	void errors(int status, String body) {
		answer(status, body);
		assertUnknown("Prometheus");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "{\"value\":1}", "{\"value\":[]}", "{\"value\":[1]}", "{\"value\":[1,2]}",
			"{\"value\":[1,\"x\"]}", "{\"value\":[1,\"2\",3]}" })
	@DisplayName("case 37: malformed samples make the whole answer unknown")
	void noSamples(String sample) {
		answer("", sample(ARRIVAL, "transform", "1"), sample);
		assertUnknown("an answer that is not understood");
	}

	@Test
	void whatElseASampleHasMakesNoDifference() {
		answer("", """
				{"histogram":[1,{"count":"1"}],"metric":{"job":"a","__name__":"%s","stream_name":"scaletest",
				"application_name":"transform","z":"b"},"value":[1,"7"],"more":{"a":[]}}""".formatted(ARRIVAL));
		assertThat(observations().now().of(TRANSFORM).arrival().rate().value()).isEqualTo(7);
	}

	@Test
	@DisplayName("case 37: a Prometheus that is down is unknown, and is asked again later")
	void down() {
		this.server.close();
		assertUnknown("gives no answer");
	}

	@Test
	void itIsKnownSinceWhenNothingCouldBeRead() {
		Instant begin = Instant.parse("2026-11-22T12:00:00Z");
		SettableClock clock = new SettableClock(() -> begin);
		Observations observations = observations(clock);
		answer(503, "");
		assertThat(observations.now().unreadSince()).isEqualTo(begin);
		clock.set(Duration.ofSeconds(60));
		assertThat(observations.now().unreadSince()).isEqualTo(begin);
		answer("");
		clock.set(Duration.ofSeconds(120));
		assertThat(observations.now().unreadSince()).isNull();
	}

	@Test
	void withoutAnAddressTheReasonSaysSo() {
		Observations observations = observations(null, Clock.systemUTC());
		assertThat(observations.now().unreadSince()).isNull();
		assertThat(observations.now().of(TRANSFORM).arrival().rate().reason()).contains("autoscale.prometheus.uri");
	}

	private void assertUnknown(String reason) {
		Measurement arrival = observations().now().of(TRANSFORM).arrival().rate();
		assertThat(arrival.isKnown()).isFalse();
		assertThat(arrival.reason()).contains(reason);
	}

	private Observations observations() {
		return observations(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
	}

	private Observations observations(Clock clock) {
		return observations(this.server.uri(), clock);
	}

	private static Observations observations(@Nullable String uri, Clock clock) {
		PrometheusProperties properties = new PrometheusProperties(uri, Duration.ofSeconds(30), Duration.ofSeconds(30),
				null, null, null, Map.of(), new ServerAccess.Ssl(null), null);
		PrometheusConfiguration configuration = new PrometheusConfiguration();
		return configuration.observations(
				configuration.prometheusClient(RestClient.builder(), properties,
						new Connections(HttpClientSettings.defaults(), new DefaultSslBundleRegistry())),
				configuration.selector(properties), SettableClock.steady(clock));
	}

	private void answer(String more, String... samples) {
		answer(200, "{\"status\":\"success\",%s\"data\":{\"resultType\":\"vector\",\"result\":[%s]}}".formatted(more,
				String.join(",", samples)));
	}

	private void answer(int status, String body) {
		this.server.stubFor(post("/api/v1/query").willReturn(jsonResponse(body, status)));
	}

	private static String sample(String name, String application, String value) {
		return """
				{"metric":{"__name__":"%s","stream_name":"scaletest","application_name":"%s"},\
				"value":[1795323939.726,"%s"]}""".formatted(name, application, value);
	}

}
