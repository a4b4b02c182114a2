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
import static org.assertj.core.api.Assertions.within;

/**
 * What policies would have done, by what Prometheus has recorded.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulationApiTests {

	private static final String APPLICATION = "/api/policies/scaletest/transform";

	private static final String SIMULATION = APPLICATION + "/simulation?since=PT4H";

	private final PrometheusStandIn prometheus = new PrometheusStandIn();

	private RunningWebHook webhook;

	@BeforeAll
	void start(@TempDir Path directory) {
		this.webhook = RunningWebHook.start(directory, "http://127.0.0.1:1",
				"--autoscale.prometheus.uri=" + this.prometheus.uri());
		this.webhook.policy("scaletest", "transform", "{\"maxInstances\":6}");
	}

	@AfterAll
	void stop() {
		this.webhook.close();
		this.prometheus.close();
	}

	/** An instance does ten messages a second; every other hour it is asked for 35. */
	@BeforeEach
	void measure() {
		Map.of("autoscale:arrival:rate1m", 8.0, "autoscale:input:rate1m", 9.7, "autoscale:busy:rate1m", 0.97,
				"autoscale:lag:messages", 0.0, "autoscale:instances:count", 1.0, "autoscale:consumers:count", 1.0,
				"autoscale:partitions:count", 12.0)
			.forEach((name, value) -> this.prometheus.series(name, "stream_name=scaletest,application_name=transform",
					value));
		long now = System.currentTimeMillis() / 1000;
		this.prometheus.earlier("autoscale:arrival:rate1m", (time) -> ((now - time) / 3600 % 2 == 0) ? 35 : 8);
	}

	@Test
	void aPolicyIsComparedWithThePresentOneAndWithAFixedNumber() {
		String body = this.webhook.get(SIMULATION + "&maxInstances=2&catchUp=PT1M").body();
		assertThat(JsonPath.<Integer>read(body, "$.settings.maxInstances")).isEqualTo(2);
		assertThat(JsonPath.<String>read(body, "$.settings.catchUp")).isEqualTo("PT1M");
		assertThat(JsonPath.<Double>read(body, "$.capacityPerInstance")).isEqualTo(10);
		assertThat(number(body, "proposed.minutesLate")).isGreaterThan(60);
		assertThat(number(body, "present.minutesLate")).isBetween(1.0, 20.0);
		assertThat(number(body, "present.instanceHours")).isBetween(13.0, 16.0);
		assertThat(number(body, "present.actions")).isBetween(3.0, 5.0);
		assertThat(number(body, "fixedInstances")).isBetween(1.0, 2.0);
		assertThat(number(body, "fixed.instanceHours")).isEqualTo(4 * number(body, "fixedInstances"));
		assertThat(number(body, "measured.instanceHours")).isEqualTo(4);
		assertThat(JsonPath.<List<String>>read(body, "$.at")).hasSize(240).isSorted();
		assertThat(JsonPath.<List<Integer>>read(body, "$.proposed.instances")).hasSize(240).contains(1, 2);
		assertThat(JsonPath.<List<Double>>read(body, "$.measured.backlog")).hasSize(240).containsOnly(0.0);
		assertThat(body).doesNotContain("leftOut");
	}

	@Test
	void whatIsEmptyHasItsDefault() {
		this.webhook.policy("scaletest", "slow", "{\"maxInstances\":6,\"strategy\":\"step\",\"scaleInBy\":2}");
		measure("slow");
		String body = this.webhook.get("/api/policies/scaletest/slow/simulation?since=PT1H&strategy=&scaleInBy=")
			.body();
		assertThat(JsonPath.<String>read(body, "$.settings.strategy")).isEqualTo("rate");
		assertThat(JsonPath.<Map<String, ?>>read(body, "$.settings")).doesNotContainKey("scaleInBy");
	}

	@Test
	void withForesightARiseOfEachDayOfThePastIsForeseen() {
		long now = System.currentTimeMillis() / 1000;
		this.prometheus.earlier("autoscale:arrival:rate1m",
				(time) -> (Math.floorMod(now - time, 86_400) / 3600 == 2) ? 35 : 8);
		String body = this.webhook.get(SIMULATION + "&foresight=on").body();
		assertThat(JsonPath.<String>read(body, "$.settings.foresight")).isEqualTo("on");
		assertThat(number(body, "present.minutesLate")).isPositive();
		assertThat(number(body, "proposed.minutesLate")).isLessThan(number(body, "present.minutesLate") / 2);
	}

	@Test
	void withoutSettingsItIsThePresentPolicy() {
		String body = this.webhook.get(SIMULATION).body();
		assertThat(JsonPath.<Object>read(body, "$.proposed")).isEqualTo(JsonPath.<Object>read(body, "$.present"));
	}

	@Test
	void anApplicationWithoutAPolicyIsSimulatedToo() {
		Map.of("autoscale:arrival:rate1m", 8.0, "autoscale:input:rate1m", 8.0, "autoscale:busy:rate1m", 0.8,
				"autoscale:consumers:count", 1.0, "autoscale:instances:count", 1.0)
			.forEach(
					(name, value) -> this.prometheus.series(name, "stream_name=scaletest,application_name=log", value));
		this.prometheus.earlier("autoscale:arrival:rate1m", (time) -> 8);
		String simulation = "/api/policies/scaletest/log/simulation?since=PT4H";
		HttpResponse<String> unbounded = this.webhook.get(simulation);
		assertThat(unbounded.statusCode()).isEqualTo(400);
		assertThat(unbounded.body()).contains("maxInstances is missing");
		String body = this.webhook.get(simulation + "&maxInstances=3").body();
		assertThat(body).doesNotContain("\"present\"");
		assertThat(number(body, "proposed.instanceHours")).isEqualTo(4);
		assertThat(number(body, "proposed.actions")).isZero();
		assertThat(this.webhook.get("/api/policies/scaletest/log").statusCode()).isEqualTo(404);
	}

	@Test
	void whatCouldNotBeReadIsLeftOutAndSaid() {
		long now = System.currentTimeMillis() / 1000;
		this.prometheus.earlier("autoscale:arrival:rate1m", (time) -> (time < now - 7200) ? Double.NaN : 8);
		String body = this.webhook.get(SIMULATION).body();
		assertThat(JsonPath.<String>read(body, "$.leftOut")).startsWith("2 h")
			.contains(" of 4 h could not be read and are left out; the first data is of ");
		assertThat(number(body, "proposed.instanceHours")).isEqualTo(2, within(0.05));
		assertThat(JsonPath.<List<Integer>>read(body, "$.proposed.instances")).startsWith(null, null).endsWith(1, 1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "since=PT59M|since is PT59M; it must be from PT1H to P31D", "since=P32D|since is PT768H",
					"since=soon|is not a valid ISO-8601 duration", "maxInstance=3|maxInstance' is not a setting",
					"maxInstances=x|maxInstances is 'x', which is not a valid Integer",
					"minInstances=9|maxInstances is 6, which is below minInstances 9",
					"targetUtilization=0|targetUtilization is 0.0", "strategy=magic|strategy" })
	void whatIsNoPolicyIsRefused(String query, String detail) {
		HttpResponse<String> answer = this.webhook.get(APPLICATION + "/simulation?" + query);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
		assertThat(answer.body()).contains(detail);
	}

	@Test
	void withoutACapacityThereIsNothingToSimulate() {
		this.prometheus.forget("autoscale:busy:rate1m");
		HttpResponse<String> answer = this.webhook.get(SIMULATION);
		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(answer.body()).contains("The capacity of an instance is not known yet: scaletest/transform was not "
				+ "busy enough in the last 4 h to measure it");
	}

	@Test
	void withoutALoadThereIsNothingToSimulate() {
		this.prometheus.forget("autoscale:arrival:rate1m");
		HttpResponse<String> answer = this.webhook.get(APPLICATION + "/suggestion?since=P2DT3H");
		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(answer.body())
			.contains("Prometheus has recorded nothing of what arrived at scaletest/transform in the last 2 d 3 h");
	}

	@Test
	void whyPrometheusDoesNotTellIsSaid() {
		this.prometheus.answerAs("/api/v1/query_range", "no JSON");
		HttpResponse<String> answer = this.webhook.get(SIMULATION);
		this.prometheus.answerNoMore("/api/v1/query_range");
		assertThat(answer.statusCode()).isEqualTo(502);
		assertThat(answer.body()).contains("Prometheus gives an answer that is not understood");
	}

	@Test
	void moreThanPrometheusAnswersAtOnceIsReadInPages() {
		int before = this.prometheus.queries().size();
		String body = this.webhook.get(APPLICATION + "/simulation?since=P3D").body();
		assertThat(number(body, "fixed.instanceHours")).isEqualTo(number(body, "fixedInstances") * 72);
		assertThat(body).doesNotContain("leftOut");
		assertThat(this.prometheus.queries()
			.stream()
			.skip(before)
			.filter((query) -> query.contains("rate30s"))
			.filter((query) -> !query.contains("witness"))).hasSize(2);
	}

	@Test
	void aSuggestionHasReasonsAndASimulation() {
		String body = this.webhook.get(APPLICATION + "/suggestion?since=PT4H").body();
		assertThat(JsonPath.<List<String>>read(body, "$.reasons")).hasSize(3)
			.anyMatch((reason) -> reason.startsWith("maxInstances 6: enough for the highest load, 35.0 messages/s"));
		assertThat(JsonPath.<Integer>read(body, "$.simulation.settings.maxInstances")).isEqualTo(6);
		// A load that jumps is late with 85 %, and 8 messages a second at 75 % are more
		// than one instance does.
		assertThat(number(body, "simulation.settings.targetUtilization")).isLessThan(0.85);
		assertThat(JsonPath.<Integer>read(body, "$.simulation.settings.minInstances")).isEqualTo(2);
		assertThat(number(body, "simulation.proposed.actions")).isPositive();
		assertThat(number(body, "simulation.present.actions")).isPositive();
	}

	@Test
	void nothingIsRecorded() {
		this.webhook.get(SIMULATION + "&maxInstances=3");
		assertThat(this.webhook.get(APPLICATION).body()).contains("\"maxInstances\":6");
		assertThat(JsonPath.<List<String>>read(this.webhook.get("/api/history").body(), "$[*].outcome"))
			.containsOnly("policy");
	}

	private void measure(String application) {
		Map.of("autoscale:arrival:rate1m", 8.0, "autoscale:input:rate1m", 8.0, "autoscale:busy:rate1m", 0.8,
				"autoscale:consumers:count", 1.0, "autoscale:instances:count", 1.0)
			.forEach((name, value) -> this.prometheus.series(name,
					"stream_name=scaletest,application_name=" + application, value));
	}

	private static double number(String body, String path) {
		return JsonPath.<Number>read(body, "$." + path).doubleValue();
	}

}
