package io.github.dataflowautoscaler.webhook;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.jayway.jsonpath.JsonPath;
import io.github.dataflowautoscaler.webhook.decision.Decision;
import io.github.dataflowautoscaler.webhook.decision.Reason;
import io.github.dataflowautoscaler.webhook.history.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The pages without a browser: what they say, and what their forms do.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTests {

	private static final String POLICY = PageScene.TRANSFORM + "/policy";

	private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"(\\d+)\"");

	private PageScene scene;

	private RunningWebHook webhook;

	@BeforeAll
	void start(@TempDir Path directory) {
		this.scene = new PageScene(directory, "--autoscale.policies.orders.enrich.max-instances=12");
		this.scene.remember();
		this.webhook = this.scene.webhook();
	}

	@AfterAll
	void stop() {
		this.scene.close();
	}

	@BeforeEach
	void policies() {
		this.webhook.policy("scaletest", "transform", "{\"maxInstances\":4}");
		this.webhook.send("DELETE", "/api/policies/scaletest/log", BodyPublishers.noBody());
	}

	@Test
	void allApplicationsAreShownAtAGlance() {
		await()
			.untilAsserted(() -> assertThat(page("/"))
				.contains(">transform</a>", ">4</td>", ">1–4</td>", "86 %", "33.4 of 38.9 messages/s", ">36</td>",
						"active", "the maximum is 4 instances")
				.contains("147 %", "1,400 of 950 messages/s", ">48,210</td>"));
		assertThat(page("/"))
			.contains("Without a policy", "href=\"/streams/scaletest/log\"", "href=\"/streams/orders/jdbc\"",
					"href=\"/streams/orders\"")
			.doesNotContain("scaletest/time", "orders/http");
		assertThat(page("/?name=enrich")).contains("1 of 2 applications").doesNotContain("scaletest/transform");
	}

	@Test
	void whatNeedsAttentionComesFirst() {
		await().untilAsserted(() -> assertThat(page("/")).containsSubsequence(">enrich</a>", "overloaded",
				">transform</a>", "active"));
		this.scene.dataFlow().ready("scaletest", "transform", 2);
		await().untilAsserted(
				() -> assertThat(page("/")).containsSubsequence(">transform</a>", "2 of 4 ready", ">enrich</a>"));
		this.scene.dataFlow().set("scaletest", "transform", 4);
	}

	@Test
	void theLastHourIsDrawnByOneQueryForAll() {
		await().untilAsserted(() -> assertThat(page("/").split("messages/s arrived in the last hour\"")).hasSize(3));
		assertThat(page("/")).containsPattern("<path d=\"M0 \\d+L1 ");
		assertThat(this.scene.prometheus().queries()).anySatisfy((query) -> assertThat(query)
			.contains("stream_name=~\"orders|scaletest\",application_name=~\"enrich|transform\""));
	}

	@Test
	void anApplicationIsShownInDepth() {
		await().untilAsserted(() -> assertThat(page(PageScene.TRANSFORM)).contains("active"));
		assertThat(page(PageScene.TRANSFORM)).contains("If the scale-out alert fires", "that is work for 5 instance(s)")
			.contains("capacity per consumer", "messages taken in per second of busy time")
			.contains("limit: maximum", "Target utilization", "85 %", "a tenth of the arrival")
			.contains("2 → 4", "failed", "Data Flow shows 3 of 4 instances after 120 s")
			.contains("aria-current=\"true\">1 hour</a>");
		assertThat(page(PageScene.TRANSFORM + "?window=PT6H")).contains("aria-current=\"true\">6 hours</a>")
			.contains("measurements?window=PT6H");
	}

	@Test
	void theHistoryIsFilteredAndHasPages() {
		IntStream.rangeClosed(1, 60)
			.forEach((minutes) -> this.scene.remember("log", minutes, Outcome.SUCCEEDED,
					new Decision(1, 2, 2, Reason.SCALE_OUT, "number %03d".formatted(minutes))));
		String newest = page("/history?stream=scaletest&application=log");
		assertThat(newest).contains("number 060", "number 011").doesNotContain("number 010");
		Matcher older = Pattern.compile("href=\"(/history[^\"]*before=\\d+)\"").matcher(newest);
		assertThat(older.find()).isTrue();
		assertThat(page(older.group(1).replace("&amp;", "&"))).contains("number 010", "number 001")
			.doesNotContain("number 011");
		assertThat(page("/history?stream=orders")).contains("No decisions.");
	}

	@Test
	void theDoctorsFindingsAreShown() {
		assertThat(page("/doctor"))
			.containsSubsequence(" failed, ", ">Failed</h2>", ">Warnings</h2>",
					"<summary><span>The installation</span>", "Data Flow 2.11.5 answers",
					"<summary><span>scaletest/transform</span>")
			.doesNotContain("–</");
		assertThat(page("/doctor")).contains("Data Flow 2.11.5 answers", "4 partitions are enough for 4 instances",
				"Find instances by the job stream-applications");
	}

	@Test
	void theDoctorSaysNothingOfAnApplicationThatIsOnlyStarting() {
		await().untilAsserted(() -> assertThat(metrics()).isNotEmpty());
		this.scene.dataFlow().ready("scaletest", "transform", 0);
		await().untilAsserted(() -> assertThat(metrics()).isEmpty());
		assertThat(page("/doctor")).contains("0 of 4 instances are up");
		this.scene.dataFlow().set("scaletest", "transform", 4);
	}

	private List<Object> metrics() {
		return JsonPath.read(this.webhook.get("/api/doctor").body(),
				"$.findings[?(@.subject == 'scaletest/transform' && @.check in ['metrics', 'measures', 'consumer-group', 'partitions'])]");
	}

	@Test
	void aFirstPolicyBeginsWithWhatIsMeasured() {
		this.webhook.send("DELETE", "/api/policies/scaletest/transform", BodyPublishers.noBody());
		await().untilAsserted(() -> assertThat(page(PageScene.TRANSFORM))
			.contains("no policy", "4 partitions", "33.4/s", "85 %", ">36</dd>")
			.doesNotContain("What it would do now"));
		assertThat(page(POLICY)).contains("33.4/s arrive, 85 % busy, 36 wait, 4 partitions",
				"name=\"maxInstances\" value=\"4\"");
	}

	@Test
	void aFirstPolicyIsSetFromThePage() {
		assertThat(page("/streams/scaletest/log")).contains("This application has no policy", "Set a policy",
				"/api/streams/scaletest/log/measurements");
		assertThat(page("/streams/scaletest/log/policy")).contains("value=\"0.85\"", "value=\"30s\"")
			.doesNotContain("name=\"version\"", "Unset");
		HttpResponse<String> answer = send("/streams/scaletest/log/policy",
				"minInstances=2&maxInstances=6&strategy=step&catchUp=90s&scaleInWindow=PT3M&dryRun=true");
		assertThat(answer.statusCode()).isEqualTo(302);
		assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/streams/scaletest/log?done=set");
		assertThat(this.webhook.get("/api/policies/scaletest/log").body()).contains("\"minInstances\":2",
				"\"maxInstances\":6", "\"strategy\":\"step\"", "\"catchUp\":\"PT1M30S\"", "\"scaleInWindow\":\"PT3M\"",
				"\"targetUtilization\":0.85", "\"dryRun\":true");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			maxInstances      | 0    | Maximum instances is 0, which is below Minimum instances 1
			maxInstances      | four | Maximum instances is 'four'; it must be a whole number
			maxInstances      |      | Maximum instances is missing
			scaleOutBy        | -1   | Largest scale-out step is -1; it must be from 1 to 10000
			scaleOutThreshold | x    | Scale-out threshold is 'x'; it must be a number
			targetUtilization | 1.5  | Target utilization is 1.5; it must be above 0 and at most 1, or auto
			catchUp           | soon | Catch-up time is 'soon'; it must be a duration such as 90s, 2m, 1h30m or PT1M30S
			scaleInWindow     | 25h  | Scale-in window is 25h; it must be from 0s to 24h
			""")
	void whatIsWrongIsSaidNextToItsFieldAndWhatWasTypedIsKept(String field, String typed, String message) {
		HttpResponse<String> answer = send(POLICY,
				"version=" + version()
						+ "&maxInstances=4&scaleOutCooldown=77s&%s=%s".formatted(field, (typed != null) ? typed : "")
							.replaceFirst("maxInstances=4&(?=.*maxInstances)", ""));
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(text(answer)).contains("<strong class=\"error\">" + message + "</strong>")
			.containsPattern("id=\"%s\" name=\"%s\" value=\"%s\"[^>]*aria-invalid=\"true\"".formatted(field, field,
					(typed != null) ? typed : ""))
			.contains("value=\"77s\"");
	}

	@Test
	void allThatIsWrongIsSaidAtOnce() {
		HttpResponse<String> answer = send(POLICY, "version=" + version()
				+ "&minInstances=0&maxInstances=x&catchUp=soon&strategy=none&targetUtilization=0.9");
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(text(answer)).contains("4 fields are not valid", "href=\"#catchUp\">Catch-up time</a>",
				"Minimum instances is 0; it must be at least 1", "Maximum instances is 'x'", "Catch-up time is 'soon'");
		assertThat(text(answer).split("aria-invalid=\"true\"")).hasSize(4);
		assertThat(text(send(POLICY, "version=" + version() + "&minInstances=5&maxInstances=4")))
			.contains("One field is not valid", "Maximum instances is 4, which is below Minimum instances 5");
	}

	@Test
	void whatDataFlowDoesNotHaveIsRefusedInItsWords() {
		HttpResponse<String> answer = send("/streams/scaletest/time/policy", "maxInstances=3");
		assertThat(answer.statusCode()).isEqualTo(409);
		assertThat(answer.body()).contains("time is the source of stream scaletest", "value=\"3\"");
	}

	@Test
	void whatSomebodyElseHasChangedIsToldAndNotOverwritten() {
		String read = version();
		this.webhook.policy("scaletest", "transform", "{\"minInstances\":2,\"maxInstances\":8}");
		HttpResponse<String> answer = send(POLICY, "version=" + read + "&maxInstances=5");
		assertThat(answer.statusCode()).isEqualTo(409);
		assertThat(answer.body()).contains("is not the one that was read",
				"The policy was changed meanwhile: 2 to 8 instances", "value=\"5\"", ">By now it is 8.<");
		assertThat(text(answer).split("class=\"now\"")).hasSize(3);
		assertThat(this.webhook.get("/api/policies/scaletest/transform").body()).contains("\"maxInstances\":8");
		Matcher version = VERSION.matcher(answer.body());
		assertThat(version.find()).isTrue();
		assertThat(send(POLICY, "version=" + version.group(1) + "&maxInstances=5").statusCode()).isEqualTo(302);
	}

	@Test
	void aPolicyThatIsGoneOrThereByNowIsToldToo() {
		String read = version();
		this.webhook.send("DELETE", "/api/policies/scaletest/transform", BodyPublishers.noBody());
		assertThat(send(POLICY, "version=" + read + "&maxInstances=5").body())
			.contains("The policy was removed meanwhile");
		this.webhook.policy("scaletest", "log", "{\"maxInstances\":8}");
		assertThat(send("/streams/scaletest/log/policy", "maxInstances=5").body())
			.contains("The policy was changed meanwhile: 1 to 8 instances");
	}

	@Test
	void autoscalingIsPausedAndResumed() {
		assertThat(send(PageScene.TRANSFORM + "/pause", "duration=PT1H").statusCode()).isEqualTo(302);
		assertThat(page(PageScene.TRANSFORM)).contains("paused until", ">Resume</button>").doesNotContain(">Pause<");
		send(POLICY, "version=" + version() + "&maxInstances=3");
		assertThat(this.webhook.get("/api/policies/scaletest/transform").body()).contains("\"paused\":true",
				"\"pausedUntil\"", "\"maxInstances\":3");
		assertThat(send(PageScene.TRANSFORM + "/resume", "").statusCode()).isEqualTo(302);
		assertThat(page(PageScene.TRANSFORM)).contains(">Pause</button>").doesNotContain(">Resume</button>");
		send(PageScene.TRANSFORM + "/pause", "duration=");
		assertThat(this.webhook.get("/api/policies/scaletest/transform").body()).contains("\"paused\":true")
			.doesNotContain("pausedUntil");
		assertThat(send(PageScene.TRANSFORM + "/pause", "duration=P9999D").statusCode()).isEqualTo(400);
	}

	@Test
	void aScheduleIsShownAndKept() {
		this.webhook.policy("scaletest", "transform", """
				{"maxInstances": 4, "schedule": [{"name": "always", "zone": "UTC", "from": "00:00", "to": "00:00",
					"minInstances": 2, "maxInstances": 6}]}""");
		assertThat(page(PageScene.TRANSFORM)).contains("“always” is in force", "2–6 allowed by “always”",
				"mon-sun 00:00 to 00:00 UTC", "minInstances 2, maxInstances 6", "always: 2 to 6 instances",
				"<path class=\"run\" d=\"M");
		send(POLICY, "version=" + version() + "&maxInstances=5");
		assertThat(this.webhook.get("/api/policies/scaletest/transform").body()).contains("\"maxInstances\":5",
				"\"name\":\"always\"");
	}

	@Test
	void theBudgetsAreShownAndWhatCountsInThemIsKept() {
		this.webhook.policy("scaletest", "transform", """
				{"maxInstances": 4, "label": "team", "weight": 2, "priority": 5}""");
		this.webhook.send("PUT", "/api/budgets/all",
				BodyPublishers.ofString("{\"maxInstances\": 50, \"label\": \"team\"}"));
		assertThat(page(PageScene.TRANSFORM)).contains("Budget all", "8 of 50 taken");
		assertThat(page(POLICY)).contains("name=\"weight\" value=\"2\"", "name=\"priority\" value=\"5\"");
		send(POLICY, "version=" + version() + "&maxInstances=5&label=team&weight=2.5&priority=6");
		assertThat(this.webhook.get("/api/policies/scaletest/transform").body()).contains("\"label\":\"team\"",
				"\"weight\":2.5", "\"priority\":6");
		this.webhook.send("DELETE", "/api/budgets/all", BodyPublishers.noBody());
	}

	@Test
	void whoChangedThePolicyIsShown() {
		this.webhook.policy("scaletest", "transform", "{\"maxInstances\":8}");
		assertThat(page(PageScene.TRANSFORM)).contains("Set by <span>everybody</span>", "outcome policy",
				"maxInstances 4 -&gt; 8 (by everybody)");
	}

	@Test
	void aPolicyIsUnsetIfItIsTheOneThatWasRead() {
		String read = version();
		this.webhook.policy("scaletest", "transform", "{\"maxInstances\":8}");
		HttpResponse<String> late = send(PageScene.TRANSFORM + "/unset", "version=" + read);
		assertThat(late.statusCode()).isEqualTo(409);
		assertThat(late.body()).contains("is not the one that was read");
		assertThat(send(PageScene.TRANSFORM + "/unset", "version=" + version()).statusCode()).isEqualTo(302);
		assertThat(this.webhook.get("/api/policies/scaletest/transform").statusCode()).isEqualTo(404);
		assertThat(send(PageScene.TRANSFORM + "/pause", "duration=").statusCode()).isEqualTo(409);
	}

	@Test
	void aDeclaredPolicyIsChangedInConfiguration() {
		assertThat(page("/streams/orders/enrich")).contains("Declared in configuration")
			.doesNotContain("<button", "Edit the policy");
		assertThat(send("/streams/orders/enrich/policy", "maxInstances=5").statusCode()).isEqualTo(409);
	}

	@Test
	void whatOthersWriteIsTextAndNeverMarkup() {
		String script = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
		this.scene.remember("jdbc", 1, Outcome.FAILED, new Decision(1, 2, 2, Reason.SCALE_OUT, script));
		String typed = URLEncoder.encode(script, StandardCharsets.UTF_8);
		assertThat(page("/history")).contains("&lt;script&gt;alert(1)");
		for (String page : new String[] { page("/"), page("/?name=" + typed), page("/history"),
				page("/history?stream=" + typed + "&application=" + typed), page(PageScene.TRANSFORM),
				page(PageScene.TRANSFORM + "?done=" + typed), send(POLICY, "maxInstances=" + typed).body(),
				send(POLICY, "maxInstances=4&strategy=" + typed + "&catchUp=" + typed).body(),
				this.webhook.get("/streams/scaletest/" + typed.replace("+", "%20").replace("%2F", "-")).body() }) {
			assertThat(page).doesNotContain("<script>alert", "<img");
		}
	}

	@ParameterizedTest
	@CsvSource({ "/streams/scale.test/transform,is not valid in Data Flow",
			"/streams/scaletest/tr%20ansform/policy,is not valid in Data Flow",
			"/streams/scaletest/transform?window=soon,is not a valid ISO-8601 duration" })
	void anAddressThatSomebodyHasMadeUpIsRefused(String path, String message) {
		HttpResponse<String> answer = this.webhook.get(path);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains(message, "Streams</a>");
	}

	@Test
	void whatIsNotThereIsAPageForPeopleAndAProblemForPrograms() {
		await().untilAsserted(() -> assertThat(this.webhook.get("/streams/nosuch/none").statusCode()).isEqualTo(404));
		assertThat(text(this.webhook.get("/streams/nosuch/none")))
			.contains("Data Flow has no application 'none' in a stream 'nosuch'", "Streams</a>");
		HttpResponse<String> people = this.webhook.send("GET", "/nosuch/page", BodyPublishers.noBody(), "Accept",
				"text/html,application/xhtml+xml,*/*;q=0.8");
		assertThat(people.statusCode()).isEqualTo(404);
		assertThat(people.body()).contains("There is no page /nosuch/page", "Streams</a>");
		HttpResponse<String> programs = this.webhook.get("/nosuch/page");
		assertThat(programs.statusCode()).isEqualTo(404);
		assertThat(programs.headers().firstValue("Content-Type")).hasValue("application/problem+json");
	}

	private String page(String path) {
		HttpResponse<String> answer = this.webhook.get(path);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
		return text(answer);
	}

	private static String text(HttpResponse<String> answer) {
		return answer.body().replace("&#39;", "'");
	}

	private String version() {
		Matcher version = VERSION.matcher(page(POLICY));
		assertThat(version.find()).isTrue();
		return version.group(1);
	}

	private HttpResponse<String> send(String path, String form) {
		return this.webhook.send("POST", path, BodyPublishers.ofString(form), "Content-Type",
				"application/x-www-form-urlencoded");
	}

}
