package io.github.dataflowautoscaler.webhook.prometheus;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.github.tomakehurst.wiremock.http.FormParameter;
import io.github.dataflowautoscaler.webhook.HttpStandIn;
import io.github.dataflowautoscaler.webhook.http.Connections;
import io.github.dataflowautoscaler.webhook.http.ServerAccess;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.web.client.RestClient;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PrometheusPastArrivals}, against answers as Prometheus 2.42 gave them.
 */
class PrometheusPastArrivalsTests {

	private static final ApplicationId TRANSFORM = new ApplicationId("scaletest", "transform");

	/** 16:47 UTC. */
	private static final Instant FROM = Instant.ofEpochSecond(1795884420);

	private final HttpStandIn server = new HttpStandIn();

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void aRateTellsOfTheMinuteBeforeItAndWhatIsNoNumberOrMissingIsUnknown() {
		answer("""
				[1795884480,"34"],[1795884540,"33.5"],[1795884600,"+Inf"],[1795884660,"NaN"],[1795884720,"1e-05"],\
				[1795884960,"0"]""");
		assertThat(minutes(10)).hasValue(Arrays.asList(34.0, 33.5, null, null, 1e-5, null, null, null, 0.0, null));
		this.server.verify(postRequestedFor(anyUrl()).withFormParam("query", equalTo(
				"last_over_time({__name__=~\"autoscale:arrival:rate1m\",stream_name=\"scaletest\",application_name=\"transform\"}[45s])"))
			.withFormParam("start", equalTo("1795884480"))
			.withFormParam("end", equalTo("1795885020"))
			.withFormParam("step", equalTo("60")));
	}

	@Test
	void nothingIsKnownOfTimesInWhichNothingWasRecorded() {
		answer(200, "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}");
		assertThat(minutes(3)).hasValue(Collections.nCopies(3, null));
	}

	@Test
	void noAnswerHasMoreValuesThanPrometheusGives() {
		answer("");
		assertThat(minutes(21_600)).hasValue(Collections.nCopies(21_600, null));
		List<long[]> ranges = this.server.findAll(postRequestedFor(anyUrl()))
			.stream()
			.map((request) -> new long[] { number(request.formParameter("start")),
					number(request.formParameter("end")) })
			.toList();
		assertThat(ranges).containsExactly(new long[] { 1795884480, 1795884420 + 11_000 * 60 },
				new long[] { 1795884480 + 11_000 * 60, 1795884420 + 21_600 * 60 });
	}

	@Test
	void aPastOfWhichAPartIsRefusedIsNotRead() {
		answer("[1795884480,\"34\"]");
		this.server.stubFor(post("/api/v1/query_range").withFormParam("start", equalTo("1796544480"))
			.willReturn(jsonResponse(
					"{\"status\":\"error\",\"errorType\":\"timeout\",\"error\":\"query timed out in expression evaluation\"}",
					503)));
		assertThat(minutes(11_000)).isPresent();
		assertThat(minutes(11_001)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					400 | {"status":"error","errorType":"bad_data","error":"exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)"}
					422 | {"status":"error","errorType":"execution","error":"query processing would load too many samples into memory in query execution"}
					503 | {"status":"error","errorType":"timeout","error":"query timed out in expression evaluation"}
					401 | Unauthorized
					502 | ``
					""")
	void aServerThatRefusesTellsNothing(int status, String body) {
		answer(status, body);
		assertThat(minutes(3)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "no JSON", "{}", "[]", "{\"status\":\"success\",\"data\":{}}",
			"{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{},\"histograms\":[]}]}}",
			"{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{},\"values\":[[1795884480]]}]}}",
			"{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{},\"values\":[[1795884480,\"x\"]]}]}}" })
	void anAnswerThatIsNotUnderstoodTellsNothing(String body) {
		answer(200, body);
		assertThat(minutes(3)).isEmpty();
	}

	@Test
	void aServerThatIsDownTellsNothing() {
		this.server.close();
		assertThat(minutes(3)).isEmpty();
	}

	@Test
	void withoutAServerNothingIsKnown() {
		assertThat(reader(null).minutes(TRANSFORM, FROM, FROM.plusSeconds(60))).isEmpty();
	}

	private Optional<List<@Nullable Double>> minutes(int count) {
		return reader(this.server.uri()).minutes(TRANSFORM, FROM, FROM.plus(Duration.ofMinutes(count)));
	}

	private static PrometheusPastArrivals reader(@Nullable String uri) {
		PrometheusProperties properties = new PrometheusProperties(uri, Duration.ofSeconds(30), Duration.ofSeconds(30),
				null, null, null, Map.of(), new ServerAccess.Ssl(null), null);
		PrometheusConfiguration configuration = new PrometheusConfiguration();
		return new PrometheusPastArrivals(
				configuration.prometheusClient(RestClient.builder(), properties,
						new Connections(HttpClientSettings.defaults(), new DefaultSslBundleRegistry())),
				configuration.selector(properties));
	}

	private static long number(FormParameter parameter) {
		return Long.parseLong(parameter.firstValue());
	}

	private void answer(String values) {
		answer(200, """
				{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"__name__":\
				"autoscale:arrival:rate1m","application_name":"transform","stream_name":"scaletest"},\
				"values":[%s]}]}}""".formatted(values));
	}

	private void answer(int status, @Nullable String body) {
		this.server.stubFor(post("/api/v1/query_range").willReturn(jsonResponse((body != null) ? body : "", status)));
	}

}
