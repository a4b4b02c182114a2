package io.github.dataflowautoscaler.webhook;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of simulations: a form, and two courses over what was measured.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulationPageTests {

	private static final String SIMULATION = PageScene.TRANSFORM + "/simulation";

	private PageScene scene;

	private RunningWebHook webhook;

	@BeforeAll
	void start(@TempDir Path directory) {
		this.scene = new PageScene(directory, "--autoscale.policies.orders.enrich.max-instances=12");
		this.webhook = this.scene.webhook();
	}

	@AfterAll
	void stop() {
		this.scene.close();
	}

	@BeforeEach
	void policies() {
		this.webhook.policy("scaletest", "transform", "{\"maxInstances\":4}");
	}

	@Test
	void theFormBeginsWithThePresentPolicy() {
		assertThat(page(SIMULATION)).contains("Measured in the last", ">1 week</option>")
			.containsPattern("name=\"maxInstances\" value=\"4\"")
			.doesNotContain("Instance-hours", "role=\"alert\"");
		assertThat(page(PageScene.TRANSFORM)).contains("href=\"" + SIMULATION + "\"");
		assertThat(page(PageScene.TRANSFORM + "/policy")).contains("formaction=\"" + SIMULATION + "\"");
	}

	@Test
	void whatIsTypedIsSimulatedAndDrawnOverWhatWasMeasured() {
		String page = page(SIMULATION + "?since=PT1H&maxInstances=2&catchUp=1m");
		assertThat(page)
			.containsSubsequence("Instance-hours", ">this policy</th>", ">the present policy</th>", ">always ",
					">measured</th>")
			.containsSubsequence("Instances, up to 4:", "<path class=\"measured\" d=\"M",
					"<path class=\"present\" d=\"M", "<path class=\"proposed\" d=\"M")
			.containsSubsequence("Messages that wait, up to ", "<path class=\"measured\" d=\"M",
					"<path class=\"proposed\" d=\"M")
			.contains("5 min of 1 h could not be read and are left out")
			.containsPattern("name=\"maxInstances\" value=\"2\"")
			.containsPattern("name=\"catchUp\" value=\"1m\"");
		assertThat(this.webhook.get("/api/policies/scaletest/transform").body()).contains("\"maxInstances\":4");
	}

	@Test
	void whatIsSimulatedCanBeSaved() {
		String page = page(SIMULATION + "?since=PT1H&maxInstances=3&version=" + version(page(SIMULATION)));
		assertThat(page).contains("Save this policy");
		HttpResponse<String> saved = this.webhook.send("POST", PageScene.TRANSFORM + "/policy",
				BodyPublishers.ofString("since=PT1H&maxInstances=3&version=" + version(page)), "Content-Type",
				"application/x-www-form-urlencoded");
		assertThat(saved.statusCode()).isIn(302, 303);
		assertThat(this.webhook.get("/api/policies/scaletest/transform").body()).contains("\"maxInstances\":3");
	}

	@Test
	void aSuggestionFillsTheForm() {
		assertThat(page(SIMULATION + "?since=PT1H&suggest=true&maxInstances=nonsense"))
			.contains("maxInstances 4: enough for the highest load, ", "; more would have no partition to read",
					">this policy</th>")
			.containsPattern("name=\"maxInstances\" value=\"4\"");
	}

	@Test
	void whatIsWrongIsSaidAtItsField() {
		assertThat(page(SIMULATION + "?since=P7D&maxInstances=0&catchUp=soon")).contains("2 fields are not valid",
				"href=\"#maxInstances\"", "aria-invalid=\"true\"");
		HttpResponse<String> tooLong = this.webhook.get(SIMULATION + "?since=P32D&maxInstances=4");
		assertThat(tooLong.statusCode()).isEqualTo(400);
		assertThat(tooLong.body()).contains("since is PT768H; it must be from PT1H to P31D");
	}

	@Test
	void whatIsNotKnownIsSaid() {
		assertThat(page("/streams/scaletest/log/simulation?since=PT1H&maxInstances=2"))
			.contains("Prometheus has recorded nothing of what arrived at scaletest/log in the last 1 h");
	}

	@Test
	void aDeclaredPolicyCanOnlyBeSimulated() {
		assertThat(page("/streams/orders/enrich/simulation")).contains("id=\"simulate\"").doesNotContain("id=\"save\"");
	}

	private String page(String path) {
		HttpResponse<String> page = this.webhook.get(path);
		assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
		return page.body();
	}

	private static String version(String page) {
		Matcher version = Pattern.compile("name=\"version\" value=\"(\\d+)\"").matcher(page);
		assertThat(version.find()).isTrue();
		return version.group(1);
	}

}
