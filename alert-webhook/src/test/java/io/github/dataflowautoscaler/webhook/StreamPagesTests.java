package io.github.dataflowautoscaler.webhook;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A stream as a picture, in which one sees where messages wait.
 */
class StreamPagesTests {

	private static final Pattern NAMES = Pattern
		.compile("<(?:b|a tabindex=\"-1\" class=\"name\")[^>]*\\stitle=\"([^\"]+)\"");

	private PageScene scene;

	@BeforeEach
	void start(@TempDir Path directory) {
		this.scene = new PageScene(directory, "--autoscale.dataflow.stale-after=2s");
		this.scene.webhook().policy("scaletest", "transform", "{\"maxInstances\":4}");
	}

	@AfterEach
	void stop() {
		this.scene.close();
	}

	@Test
	void anEdgeTellsWhatFlowsAndWhatWaits() {
		await().untilAsserted(() -> assertThat(names("scaletest")).containsExactly("time", "transform", "log"));
		assertThat(page("scaletest")).contains("33.4/s", "36 wait", "<b>4</b>", " of 4 (1–4)", "85 % busy", "no policy")
			.contains("No application is known to be a bottleneck");
	}

	@Test
	void whereMessagesWaitLongestIsTheBottleneck() {
		await().untilAsserted(() -> assertThat(page("orders")).contains("stop own off bottleneck", ", bottleneck",
				"Bottleneck:", "48,210 wait"));
		assertThat(page("orders")).containsOnlyOnce("stop own off bottleneck");
	}

	@Test
	void tapsAndFanInAreOfOtherStreams() {
		this.scene.dataFlow().deploy("audit", ":scaletest.transform > tap: log", "tap");
		this.scene.dataFlow().deploy("web", "http > :clicks", "http");
		this.scene.dataFlow().deploy("mobile", "app: http > :clicks", "app");
		this.scene.dataFlow().deploy("count", ":clicks > count: transform | log", "count", "log");
		await().untilAsserted(() -> assertThat(names("scaletest")).containsExactly("time", "transform", "log", "tap"));
		await()
			.untilAsserted(() -> assertThat(names("count")).containsExactly("app", "http", "clicks", "count", "log"));
		assertThat(names("audit")).containsExactly("transform", "tap");
		assertThat(names("web")).containsExactly("http", "app", "clicks", "count");
		assertThat(page("audit")).contains("scaletest/transform", "href=\"/streams/scaletest\"");
		assertThat(page("count")).contains(":clicks");
	}

	@Test
	void labelsTellApplicationsOfOneKindApart() {
		this.scene.dataFlow()
			.deploy("twice", "time | first: transform | second: transform | log", "time", "first", "second", "log");
		await().untilAsserted(() -> assertThat(names("twice")).containsExactly("time", "first", "second", "log"));
	}

	@Test
	void twelveApplicationsAreInTheirOrder() {
		List<String> labels = IntStream.rangeClosed(1, 12).mapToObj("step%d"::formatted).toList();
		this.scene.dataFlow()
			.deploy("long", String.join(" | ", labels.stream().map((label) -> label + ": transform").toList()),
					labels.toArray(String[]::new));
		await().untilAsserted(() -> assertThat(names("long")).isEqualTo(labels));
	}

	@Test
	void withoutPrometheusThePictureIsWithoutNumbers() {
		await().untilAsserted(() -> assertThat(page("scaletest")).contains("33.4/s"));
		this.scene.prometheus().close();
		await().untilAsserted(() -> assertThat(page("scaletest")).contains("Prometheus gives no answer", "busy unknown")
			.doesNotContain("33.4/s"));
		assertThat(names("scaletest")).containsExactly("time", "transform", "log");
	}

	@Test
	void withoutDataFlowThePictureIsTheLatest() {
		await().untilAsserted(() -> assertThat(names("scaletest")).hasSize(3));
		this.scene.dataFlow().stop();
		await().untilAsserted(() -> assertThat(page("scaletest")).contains("Data Flow does not answer", "not known"));
		assertThat(names("scaletest")).containsExactly("time", "transform", "log");
		assertThat(get("nosuch").body()).contains("it is unknown whether this stream exists");
	}

	@Test
	void aStreamThatIsNotThereIsNotFound() {
		await().untilAsserted(() -> assertThat(get("nosuch").statusCode()).isEqualTo(404));
		assertThat(get("nosuch").body()).contains("no stream &#39;nosuch&#39;");
	}

	@Test
	void aPolicyOfAStreamThatIsGoneIsStillShown() {
		this.scene.dataFlow().forget("scaletest");
		await().untilAsserted(() -> assertThat(page("scaletest")).contains("not deployed"));
		assertThat(names("scaletest")).containsExactly("transform");
	}

	private List<String> names(String stream) {
		return NAMES.matcher(page(stream)).results().map((match) -> match.group(1)).toList();
	}

	private String page(String stream) {
		HttpResponse<String> answer = get(stream);
		assertThat(answer.statusCode()).isEqualTo(200);
		return answer.body();
	}

	private HttpResponse<String> get(String stream) {
		return this.scene.webhook().get("/streams/" + stream);
	}

}
