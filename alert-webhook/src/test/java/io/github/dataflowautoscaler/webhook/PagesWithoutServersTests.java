package io.github.dataflowautoscaler.webhook;

import java.net.http.HttpResponse;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The pages while another server is away: they show what is known, and say since when
 * what is not, and what that means.
 */
class PagesWithoutServersTests {

	private PageScene scene;

	@BeforeEach
	void start(@TempDir Path directory) {
		this.scene = new PageScene(directory, "--autoscale.dataflow.stale-after=2s");
		this.scene.remember();
		this.scene.webhook().policy("scaletest", "transform", "{\"maxInstances\":4}");
	}

	@AfterEach
	void stop() {
		this.scene.close();
	}

	@Test
	void withoutPrometheusThePagesSaySinceWhenAndWhatThatMeans() {
		this.scene.prometheus().close();
		await().untilAsserted(() -> assertThat(page("/")).contains("Prometheus gives no answer",
				" since <time datetime", "alerts from elsewhere only scale out", "the maximum is 4 instances"));
		assertThat(page(PageScene.TRANSFORM)).contains("Not measured: Prometheus gives no answer", "1 to 4", "unknown");
		assertThat(page("/doctor")).contains("Prometheus gives no answer");
	}

	@Test
	void withoutDataFlowThePagesSaySinceWhenAndWhatThatMeans() {
		await()
			.untilAsserted(() -> assertThat(page("/")).contains("active").doesNotContain("Data Flow does not answer"));
		this.scene.dataFlow().stop();
		await().untilAsserted(() -> assertThat(page("/")).contains("Data Flow does not answer", " since <time datetime",
				"Alerts are kept", "not known", "the maximum is 4 instances"));
		assertThat(page(PageScene.TRANSFORM)).contains("It can't tell: Data Flow", "1 to 4", "2 → 4");
		assertThat(page("/history")).contains("the maximum is 4 instances");
	}

	private String page(String path) {
		HttpResponse<String> answer = this.scene.webhook().get(path);
		assertThat(answer.statusCode()).isEqualTo(200);
		return answer.body().replace("&#39;", "'");
	}

}
