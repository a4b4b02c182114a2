package io.github.dataflowautoscaler.webhook;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What was measured over time, as charts need it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MeasurementsTests {

	private static final String MEASUREMENTS = "/api/streams/scaletest/transform/measurements";

	private final PrometheusStandIn prometheus = new PrometheusStandIn();

	private RunningWebHook webhook;

	@BeforeAll
	void start(@TempDir Path directory) {
		this.webhook = RunningWebHook.start(directory, "http://127.0.0.1:1",
				"--autoscale.prometheus.uri=" + this.prometheus.uri());
		this.webhook.policy("scaletest", "transform", "{\"maxInstances\":4}");
	}

	@AfterAll
	void stop() {
		this.webhook.close();
		this.prometheus.close();
	}

	@BeforeEach
	void measure() {
		Map.of("autoscale:arrival:rate1m", 19.5, "autoscale:input:rate1m", 9.7, "autoscale:busy:rate1m", 0.97,
				"autoscale:lag:messages", 212.0, "autoscale:instances:count", 2.0, "autoscale:consumers:count", 2.0,
				"autoscale:partitions:count", 4.0)
			.forEach((name, value) -> this.prometheus.series(name, "stream_name=scaletest,application_name=transform",
					value));
	}

	@Test
	void eachMomentHasAValueOfEachMeasurement() {
		String body = this.webhook.get(MEASUREMENTS + "?window=PT2M").body();
		assertThat(JsonPath.<List<String>>read(body, "$.at")).hasSize(9).isSorted();
		assertThat(values(body, "instances")).hasSize(9).containsOnly(2.0);
		assertThat(values(body, "arrivalRate")).hasSize(9).containsOnly(19.5);
		assertThat(values(body, "inputRate")).hasSize(9).containsOnly(9.7);
		assertThat(values(body, "capacity")).hasSize(9).containsOnly(20.0);
		assertThat(values(body, "lag")).hasSize(9).containsOnly(212.0);
		assertThat(body).doesNotContain("unknown");
	}

	@Test
	void whatIsNotKnownIsAGapAndNotZero() {
		this.prometheus.earlier("autoscale:lag:messages", (time) -> (time % 30 == 0) ? 212 : Double.NaN);
		this.prometheus.earlier("autoscale:input:rate1m", (time) -> Double.POSITIVE_INFINITY);
		this.prometheus.forget("autoscale:arrival:rate1m");
		String body = this.webhook.get(MEASUREMENTS + "?window=PT2M").body();
		assertThat(values(body, "lag")).hasSize(9).containsOnly(212.0, null);
		assertThat(values(body, "inputRate")).hasSize(9).containsOnlyNulls();
		assertThat(values(body, "arrivalRate")).hasSize(9).containsOnlyNulls();
		assertThat(values(body, "capacity")).hasSize(9).containsOnlyNulls();
	}

	@ParameterizedTest
	@CsvSource({ "PT1M,5", "PT1H,241", "PT61M,123", "P1D,241", "P31D,241" })
	void thereAreNeverMoreMomentsThanAChartCanShow(String window, int moments) {
		assertThat(values(this.webhook.get(MEASUREMENTS + "?window=" + window).body(), "lag")).hasSize(moments);
	}

	@ParameterizedTest
	@CsvSource({ "PT59S,window is PT59S", "P32D,window is PT768H", "-PT1H,window is PT-1H",
			"soon,is not a valid ISO-8601 duration" })
	void aWindowThatIsNoneIsRefused(String window, String detail) {
		HttpResponse<String> answer = this.webhook.get(MEASUREMENTS + "?window=" + window);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains(detail);
	}

	@Test
	void alertsAreToldThatFiredThen() {
		this.prometheus.series("ALERTS",
				"alertname=HighThroughputDifference,alertstate=firing,stream_name=scaletest,application_name=transform",
				1);
		this.prometheus.earlier("ALERTS", (time) -> (time % 60 == 0) ? 1 : Double.NaN);
		String body = this.webhook.get(MEASUREMENTS + "?window=PT4M").body();
		this.prometheus.forget("ALERTS");
		assertThat(JsonPath.<List<Boolean>>read(body, "$.alerts.HighThroughputDifference")).hasSize(17)
			.contains(true, false);
		assertThat(JsonPath.<Map<?, ?>>read(this.webhook.get(MEASUREMENTS).body(), "$.alerts")).isEmpty();
	}

	@Test
	void ofAnApplicationWithoutAPolicyToo() {
		this.prometheus.series("autoscale:lag:messages", "stream_name=scaletest,application_name=log", 7);
		assertThat(values(this.webhook.get("/api/streams/scaletest/log/measurements").body(), "lag")).containsOnly(7.0);
		assertThat(this.webhook.get("/api/streams/a%22%7D/log/measurements").statusCode()).isIn(400, 404);
	}

	@Test
	void withoutPrometheusTheReasonIsGiven() {
		this.prometheus.answerAs("/api/v1/query_range", "no JSON");
		String body = this.webhook.get(MEASUREMENTS).body();
		this.prometheus.answerNoMore("/api/v1/query_range");
		assertThat(body).contains("\"unknown\":\"Prometheus gives an answer that is not understood\"");
		assertThat(values(body, "lag")).isEmpty();
	}

	@Test
	void theApiDescribesThem() {
		assertThat(this.webhook.get("/api/openapi").body())
			.contains("/api/streams/{stream}/{application}/measurements");
	}

	private static List<Double> values(String body, String measurement) {
		return JsonPath.read(body, "$." + measurement);
	}

}
