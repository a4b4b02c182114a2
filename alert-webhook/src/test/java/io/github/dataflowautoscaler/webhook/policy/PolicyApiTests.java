package io.github.dataflowautoscaler.webhook.policy;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import io.github.dataflowautoscaler.webhook.RunningWebHook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * The policy API as its callers see it, with policies from both origins.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyApiTests {

	/** Nothing listens there: policies don't need Data Flow. */
	private static final String NO_DATA_FLOW = "http://127.0.0.1:9";

	private static final String PATH = "/api/policies/scaletest/transform";

	private Path directory;

	private RunningWebHook webhook;

	@BeforeAll
	void start(@TempDir Path directory) {
		this.directory = directory;
		start();
	}

	private void start() {
		this.webhook = RunningWebHook.start(this.directory, NO_DATA_FLOW,
				"--autoscale.policies.declared.transform.max-instances=7",
				"--autoscale.policies.declared.transform.scale-in-window=90s",
				"--autoscale.policies.declared.transform.foresight=advise",
				"--autoscale.policies.declared.transform.target-utilization=auto",
				"--autoscale.policies.declared.log.max-instances=2", "--autoscale.policies.declared.log.paused=true",
				"--autoscale.policies.declared.log.paused-until=2020-01-01T00:00:00Z",
				"--autoscale.policies.declared.log.schedule[0].name=nights",
				"--autoscale.policies.declared.log.schedule[0].zone=Europe/Berlin",
				"--autoscale.policies.declared.log.schedule[0].from=22:00",
				"--autoscale.policies.declared.log.schedule[0].to=06:00",
				"--autoscale.policies.declared.log.schedule[0].max-instances=1");
	}

	@AfterAll
	void stop() {
		this.webhook.close();
	}

	@BeforeEach
	void noPolicyButThoseDeclared() {
		delete();
	}

	@Test
	void aPolicyIsSetShownAndRemoved() {
		HttpResponse<String> set = put("{\"maxInstances\":4,\"scaleInWindow\":\"PT30S\"}");
		assertThat(set.statusCode()).isEqualTo(200);
		HttpResponse<String> shown = this.webhook.get(PATH);
		assertThat(shown.body()).isEqualTo(set.body())
			.contains("\"maxInstances\":4")
			.contains("\"scaleInWindow\":\"PT30S\"")
			.contains("\"minInstances\":1")
			.contains("\"origin\":\"api\"");
		assertThat(this.webhook.get("/api/policies").body()).contains("\"scaletest\"").contains("\"declared\"");
		assertThat(delete().statusCode()).isEqualTo(204);
		assertThat(this.webhook.get(PATH).statusCode()).isEqualTo(404);
		assertThat(delete().statusCode()).isEqualTo(404);
	}

	@Test
	void itTellsWhenAndByWhomItWasSet() {
		String first = put("{\"maxInstances\":4}").body();
		assertThat(first).contains("\"updatedBy\":\"everybody\"", "\"updatedAt\":\"20");
		assertThat(put("{\"maxInstances\":4}").body()).as("nothing has changed").isEqualTo(first);
		assertThat(this.webhook.get("/api/policies/declared/transform").body())
			.contains("\"updatedBy\":\"configuration\"")
			.doesNotContain("updatedAt");
	}

	@Test
	void eachChangeIsInTheHistory() {
		put("{\"maxInstances\":4}");
		patch("{\"maxInstances\":6,\"catchUp\":\"PT90M\"}");
		patch("{\"maxInstances\":6}");
		patch("{\"paused\":true}");
		delete();
		assertThat(JsonPath.<List<Map<String, Object>>>read(this.webhook.get("/api/history?limit=4").body(), "$"))
			.extracting((entry) -> entry.get("reason") + ": " + entry.get("explanation"))
			.containsExactly(
					"policy_removed: policy removed; it was: minInstances 1, maxInstances 6, strategy rate, targetUtilization 0.85,"
							+ " catchUp 1h30m, scaleOutCooldown 30s, scaleInWindow 2m, foresight off, dryRun false, paused true"
							+ " (by everybody)",
					"policy_changed: paused false -> true (by everybody)",
					"policy_changed: maxInstances 4 -> 6, catchUp 2m -> 1h30m (by everybody)",
					"policy_set: policy set: minInstances 1, maxInstances 4, strategy rate, targetUtilization 0.85, catchUp 2m,"
							+ " scaleOutCooldown 30s, scaleInWindow 2m, foresight off, dryRun false, paused false (by everybody)");
		assertThat(this.webhook.get("/api/history?limit=1").body())
			.contains("\"outcome\":\"policy\"", "\"alertName\":\"Policy\"")
			.doesNotContain("direction", "fromInstances");
	}

	@Test
	void theTargetUtilizationIsANumberOrFound() {
		assertThat(put("{\"maxInstances\":4,\"targetUtilization\":\"auto\"}").body())
			.contains("\"targetUtilization\":\"auto\"");
		assertThat(patch("{\"maxInstances\":5}").body()).contains("\"targetUtilization\":\"auto\"");
		await().untilAsserted(() -> assertThat(this.webhook.get("/actuator/prometheus").body()).contains(
				"autoscale_policy_target_utilization_ratio{application_name=\"transform\",stream_name=\"scaletest\"} 0.85"));
		assertThat(patch("{\"targetUtilization\":0.9}").body()).contains("\"targetUtilization\":0.9");
		assertThat(this.webhook.get("/api/history?limit=1").body())
			.contains("targetUtilization auto -> 0.9 (by everybody)");
		assertThat(patch("{\"targetUtilization\":null}").body()).contains("\"targetUtilization\":0.85");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"automatic\"", "\"\"", "true", "{\"share\":1}", "[0.9]" })
	void anyOtherTargetUtilizationIsRefused(String target) {
		HttpResponse<String> refused = put("{\"maxInstances\":4,\"targetUtilization\":%s}".formatted(target));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("targetUtilization is '");
	}

	@Test
	void manyAreSetAtOnce() {
		String file = """
				{"scaletest": {"transform": {"maxInstances": 5}, "log": {"maxInstances": 2, "catchUp": "PT5M"}}}""";
		assertThat(apply("?check=true", file).body()).contains("\"maxInstances\":5", "\"catchUp\":\"PT5M\"");
		assertThat(this.webhook.get("/api/policies").body()).as("only checked").doesNotContain("scaletest");
		assertThat(apply("", file).statusCode()).isEqualTo(200);
		assertThat(this.webhook.get(PATH).body()).contains("\"maxInstances\":5");
		this.webhook.send("DELETE", "/api/policies/scaletest/log", BodyPublishers.noBody());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{\"minInstances\": 3} | 400 | autoscale.policies.scaletest.zz: maxInstances is missing",
					"{\"maxInstance\": 3} | 400 | is not a setting of a policy; the settings are",
					"[] | 400 | The body is not" })
	void ofManyThatAreSetAtOnceNoneIsIfOneCannotBe(String settings, int status, String message) {
		HttpResponse<String> refused = apply("",
				"{\"scaletest\": {\"transform\": {\"maxInstances\": 5}, \"zz\": %s}}".formatted(settings));
		assertThat(refused.statusCode()).isEqualTo(status);
		assertThat(refused.body()).contains(message);
		assertThat(this.webhook.get(PATH).statusCode()).isEqualTo(404);
	}

	@Test
	void aDeclaredOneIsNotSetWithOthers() {
		HttpResponse<String> refused = apply("", """
				{"aaa": {"transform": {"maxInstances": 5}}, "declared": {"transform": {"maxInstances": 2}}}""");
		assertThat(refused.statusCode()).isEqualTo(409);
		assertThat(this.webhook.get("/api/policies").body()).doesNotContain("aaa");
	}

	@Test
	void whatCannotBeReadOfAQueryOfTheHistoryIsNamed() {
		assertThat(this.webhook.get("/api/history?limit=abc").body()).contains("limit is 'abc', which can't be read");
		assertThat(this.webhook.get("/api/history?since=yesterday").statusCode()).isEqualTo(400);
		assertThat(this.webhook.get("/api/history?since=2999-01-01T00:00:00Z").body()).isEqualTo("[]");
	}

	@Test
	void aPolicySurvivesARestart() {
		put("{\"maxInstances\":4,\"scaleOutThreshold\":12.5}");
		String before = this.webhook.get("/api/policies").body();
		this.webhook.close();
		start();
		assertThat(this.webhook.get("/api/policies").body()).isEqualTo(before).contains("12.5");
	}

	@Test
	void aChangeCanDependOnWhatWasRead() {
		String read = put("{\"maxInstances\":4}").headers().firstValue("ETag").orElseThrow();
		assertThat(put("{\"maxInstances\":5}", "If-Match", read).statusCode()).isEqualTo(200);
		HttpResponse<String> late = put("{\"maxInstances\":6}", "If-Match", read);
		assertThat(late.statusCode()).isEqualTo(412);
		assertThat(late.body()).contains("read it again");
		assertThat(put("{\"maxInstances\":6}", "If-None-Match", "*").statusCode()).isEqualTo(412);
		assertThat(delete("If-Match", read).statusCode()).isEqualTo(412);
		assertThat(this.webhook.get(PATH).body()).contains("\"maxInstances\":5");
	}

	@Test
	void aPolicyThatWasRemovedAndSetAgainIsAnotherOne() {
		String read = put("{\"maxInstances\":4}").headers().firstValue("ETag").orElseThrow();
		delete();
		put("{\"maxInstances\":5}");
		assertThat(put("{\"maxInstances\":6}", "If-Match", read).statusCode()).isEqualTo(412);
	}

	@Test
	void aPatchChangesWhatItNamesAndNothingElse() {
		put("{\"maxInstances\":4,\"minInstances\":2,\"scaleOutBy\":3,\"dryRun\":true}");
		HttpResponse<String> patched = patch("{\"maxInstances\":7,\"scaleOutBy\":null,\"minInstances\":null}");
		assertThat(patched.statusCode()).isEqualTo(200);
		assertThat(patched.body()).isEqualTo(this.webhook.get(PATH).body())
			.contains("\"maxInstances\":7", "\"minInstances\":1", "\"dryRun\":true")
			.doesNotContain("scaleOutBy");
	}

	@Test
	void aPatchWherePolicyIsNoneCreatesOne() {
		HttpResponse<String> without = patch("{\"minInstances\":2}");
		assertThat(without.statusCode()).isEqualTo(400);
		assertThat(without.body()).contains("maxInstances is missing");
		assertThat(patch("{\"maxInstances\":4}", "Content-Type", "application/merge-patch+json").statusCode())
			.isEqualTo(200);
	}

	@Test
	void aPatchCanDependOnWhatWasRead() {
		String read = patch("{\"maxInstances\":4}", "If-None-Match", "*").headers().firstValue("ETag").orElseThrow();
		assertThat(patch("{\"maxInstances\":5}", "If-Match", read).statusCode()).isEqualTo(200);
		assertThat(patch("{\"maxInstances\":6}", "If-Match", read).statusCode()).isEqualTo(412);
		assertThat(patch("{\"maxInstances\":6}", "If-None-Match", "*").statusCode()).isEqualTo(412);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"foo":1}                              | 'foo' is not a setting of a policy
			{"paused":"so"}                        | paused is 'so'
			{"scaleInWindow":{"a":1}}              | not a valid policy in JSON
			{"maxInstances":0}                     | maxInstances is 0
			{"schedule":[{"name":"w"}]}            | schedule: window 'w': it changes none of
			{"schedule":[{"nam":"w"}]}             | 'nam' is not a setting of a policy
			{"maxInstances":null}                  | maxInstances is missing
			{"pausedUntil":"2126-01-01T00:00:00Z"} | pausedUntil is 2126-01-01T00:00:00Z, but paused is not true
			[]                                     | not a valid policy in JSON
			""", quoteCharacter = '`')
	void whatIsWrongInAPatchIsNamed(String body, String detail) {
		put("{\"maxInstances\":4}");
		HttpResponse<String> answer = patch(body);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(answer.body()).contains(detail).doesNotContain("Exception");
	}

	@Test
	void aPauseThatHasAnEndSurvivesARestartAndOtherChanges() {
		put("{\"maxInstances\":4,\"paused\":true,\"pausedUntil\":\"2126-01-01T00:00:00Z\"}");
		this.webhook.close();
		start();
		assertThat(patch("{\"maxInstances\":5}").body()).contains("\"paused\":true",
				"\"pausedUntil\":\"2126-01-01T00:00:00Z\"");
		assertThat(patch("{\"pausedUntil\":null}").body()).contains("\"paused\":true").doesNotContain("pausedUntil");
	}

	@Test
	void resumingEndsAPauseThatHasAnEnd() {
		put("{\"maxInstances\":4,\"paused\":true,\"pausedUntil\":\"2126-01-01T00:00:00Z\"}");
		assertThat(patch("{\"paused\":false}").body()).contains("\"paused\":false").doesNotContain("pausedUntil");
	}

	@Test
	void aPauseEndsByItself() {
		assertThat(this.webhook.get("/api/policies/declared/log").body()).contains("\"paused\":false")
			.doesNotContain("pausedUntil");
	}

	@Test
	void aScheduleIsDeclared() {
		assertThat(this.webhook.get("/api/policies/declared/log").body()).contains(
				"\"schedule\":[{\"name\":\"nights\",\"zone\":\"Europe/Berlin\",\"days\":\"mon-sun\",\"from\":\"22:00\","
						+ "\"to\":\"06:00\",\"maxInstances\":1}]");
	}

	@Test
	void aScheduleSurvivesARestartAndOtherChanges() {
		put("""
				{"maxInstances": 4, "schedule": [
					{"name": "nights", "zone": "Europe/Berlin", "days": "fri-sun", "from": "22:00", "to": "24:00", "minInstances": 2},
					{"name": "batch", "zone": "UTC", "cron": "0 0 3 * * *", "length": "PT1H", "scaleIn": false}]}""");
		this.webhook.close();
		start();
		String schedule = "\"schedule\":[{\"name\":\"nights\",\"zone\":\"Europe/Berlin\",\"days\":\"fri-sun\","
				+ "\"from\":\"22:00\",\"to\":\"00:00\",\"minInstances\":2},{\"name\":\"batch\",\"zone\":\"UTC\","
				+ "\"cron\":\"0 0 3 * * *\",\"length\":\"PT1H\",\"scaleIn\":false}]";
		assertThat(patch("{\"maxInstances\":5}").body()).contains(schedule);
		assertThat(this.webhook.get("/api/history").body()).contains(
				"schedule nights (fri-sun 22:00 to 00:00 Europe/Berlin: minInstances 2), batch (0 0 3 * * * for PT1H UTC: no scale-in)");
		assertThat(patch("{\"schedule\":null}").body()).doesNotContain("schedule");
	}

	@Test
	void aDeclaredPolicyIsShownButNotChanged() {
		assertThat(this.webhook.get("/api/policies/declared/transform").body()).contains("\"maxInstances\":7")
			.contains("\"scaleInWindow\":\"PT1M30S\"")
			.contains("\"origin\":\"configuration\"");
		HttpResponse<String> answer = this.webhook.policy("declared", "transform", "{\"maxInstances\":4}");
		assertThat(answer.statusCode()).isEqualTo(409);
		assertThat(answer.body()).contains("declared in configuration");
	}

	@Test
	void whatIsForeseenIsDeclaredSetWithOthersAndShownAgain() {
		assertThat(this.webhook.get("/api/policies/declared/transform").body()).contains("\"foresight\":\"advise\"",
				"\"targetUtilization\":\"auto\"");
		HttpResponse<String> set = apply("", """
				{"scaletest": {"transform": {"maxInstances": 4, "foresight": "on", "targetUtilization": "auto"}}}""");
		assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
		assertThat(this.webhook.get(PATH).body()).contains("\"foresight\":\"on\"", "\"targetUtilization\":\"auto\"");
		assertThat(
				apply("", "{\"scaletest\": {\"transform\": {\"maxInstances\": 4, \"foresight\": \"maybe\"}}}").body())
			.contains("foresight is 'maybe'; it must be off, advise or on");
		assertThat(apply("", "{\"scaletest\": {\"transform\": {\"maxInstances\": 4, \"targetUtilization\": \"much\"}}}")
			.body()).contains("targetUtilization is 'much'");
		assertThat(this.webhook.get(PATH).body()).contains("\"foresight\":\"on\"");
		assertThat(patch("{\"foresight\":false}").body()).as("as YAML reads off").contains("\"foresight\":\"off\"");
		assertThat(patch("{\"foresight\":true}").body()).contains("\"foresight\":\"on\"");
	}

	@Test
	void onAndOffAreReadFromAFile(@TempDir Path files) throws IOException {
		Path file = Files.writeString(files.resolve("policies.yml"), """
				autoscale:
				  policies:
				    declared:
				      a: {max-instances: 4, foresight: on, target-utilization: auto}
				      b: {max-instances: 4, foresight: off}
				      c: {max-instances: 4, foresight: advise}
				""");
		try (RunningWebHook other = RunningWebHook.start(files, NO_DATA_FLOW,
				"--spring.config.additional-location=" + file.toUri())) {
			assertThat(other.get("/api/policies/declared/a").body()).contains("\"foresight\":\"on\"",
					"\"targetUtilization\":\"auto\"");
			assertThat(other.get("/api/policies/declared/b").body()).contains("\"foresight\":\"off\"");
			assertThat(other.get("/api/policies/declared/c").body()).contains("\"foresight\":\"advise\"");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			foresight=maybe         | foresight is 'maybe'; it must be off, advise or on
			target-utilization=much | targetUtilization is 'much'
			target-utilization=1.5  | targetUtilization is 1.5
			""")
	void aDeclaredValueThatThereIsNotEndsTheStart(String setting, String fault) {
		assertThatThrownBy(() -> RunningWebHook.start(this.directory.resolve("other"), NO_DATA_FLOW,
				"--autoscale.policies.declared.transform.max-instances=2",
				"--autoscale.policies.declared.transform." + setting))
			.hasStackTraceContaining(fault);
	}

	@Test
	void anInvalidDeclarationEndsTheStart() {
		assertThatThrownBy(() -> RunningWebHook.start(this.directory.resolve("other"), NO_DATA_FLOW,
				"--autoscale.policies.declared.transform.min-instances=3",
				"--autoscale.policies.declared.transform.max-instances=2"))
			.hasStackTraceContaining("autoscale.policies.declared.transform: maxInstances is 2, which is below");
	}

	@Test
	void aMisspeltDeclarationEndsTheStart() {
		assertThatThrownBy(() -> RunningWebHook.start(this.directory.resolve("other"), NO_DATA_FLOW,
				"--autoscale.policies.declared.transform.max-instances=2",
				"--autoscale.policies.declared.transform.scale-in-windw=1h"))
			.hasStackTraceContaining("scale-in-windw");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{"maxInstances":4,"foo":1}         | 'foo' is not a setting of a policy
					{"maxInstances":"many"}            | maxInstances is 'many'
					{"maxInstances":4,"paused":"so"}   | paused is 'so'
					{"maxInstances":4,"scaleInWindow":"5 min"} | scaleInWindow is '5 min'
					{"maxInstances":4,"foresight":"maybe"} | foresight is 'maybe'
					{"maxInstances":0}                 | maxInstances is 0
					{"maxInstances":4,"paused":true,"pausedUntil":"2020-01-01T00:00:00Z"} | pausedUntil is 2020-01-01T00:00:00Z, which is in the past
					{"maxInstances":4,"paused":true,"pausedUntil":"tomorrow"} | pausedUntil is 'tomorrow'
					{}                                 | maxInstances is missing
					[]                                 | not a valid policy in JSON
					{                                  | not a valid policy in JSON
					""",
			quoteCharacter = '`')
	void whatIsWrongIsNamed(String body, String detail) {
		HttpResponse<String> answer = put(body);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(answer.body()).contains(detail).doesNotContain("Exception");
	}

	@Test
	void aNameThatCannotBeIsRefused() {
		HttpResponse<String> answer = this.webhook.policy("a%20b", "transform", "{\"maxInstances\":4}");
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("'a b'");
	}

	@Test
	void theApiIsDescribed() {
		assertThat(this.webhook.get("/api/openapi").body())
			.contains("\"application/merge-patch+json\"", "\"pausedUntil\"", "\"If-Match\"", "\"If-None-Match\"",
					"\"/api/doctor\"", "\"/api/streams/{stream}/{application}/explain\"")
			.doesNotContain("HttpHeaders", "ObjectNode");
	}

	@Test
	void policiesAreExportedAsMetrics() {
		put("{\"maxInstances\":4,\"scaleOutThreshold\":12.5}");
		String id = "{application_name=\"transform\",stream_name=\"scaletest\"} ";
		String declared = "{application_name=\"transform\",stream_name=\"declared\"} ";
		await().untilAsserted(() -> assertThat(this.webhook.get("/actuator/prometheus").body())
			.contains("autoscale_policy_min_instances" + id + "1.0")
			.contains("autoscale_policy_max_instances" + id + "4.0")
			.contains("autoscale_policy_max_instances" + declared + "7.0")
			.contains("autoscale_policy_scale_out_by_instances" + id + "1.0")
			.contains("autoscale_policy_scale_in_by_instances" + id + "1.0")
			.contains("autoscale_policy_target_utilization_ratio" + id + "0.85")
			.contains("autoscale_policy_scale_out_threshold_messages_per_second" + id + "12.5")
			.doesNotContain("autoscale_policy_scale_out_threshold_messages_per_second" + declared)
			.doesNotContain("autoscale_instances_running{"));
	}

	private HttpResponse<String> put(String body, String... headers) {
		return this.webhook.send("PUT", PATH, BodyPublishers.ofString(body), headers);
	}

	private HttpResponse<String> apply(String query, String body) {
		return this.webhook.send("POST", "/api/policies" + query, BodyPublishers.ofString(body));
	}

	private HttpResponse<String> patch(String body, String... headers) {
		return this.webhook.send("PATCH", PATH, BodyPublishers.ofString(body), headers);
	}

	private HttpResponse<String> delete(String... headers) {
		return this.webhook.send("DELETE", PATH, BodyPublishers.noBody(), headers);
	}

}
