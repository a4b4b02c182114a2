package io.github.dataflowautoscaler.webhook.policy;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;

import io.github.dataflowautoscaler.webhook.RunningWebHook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The API of budgets as its callers see it, with budgets from both origins.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BudgetApiTests {

	private RunningWebHook webhook;

	@BeforeAll
	void start(@TempDir Path directory) {
		this.webhook = RunningWebHook.start(directory, "http://127.0.0.1:9",
				"--autoscale.policies.orders.transform.max-instances=7",
				"--autoscale.policies.orders.transform.min-instances=3",
				"--autoscale.policies.orders.transform.label=team-a", "--autoscale.policies.orders.transform.weight=2",
				"--autoscale.policies.orders.transform.priority=5", "--autoscale.budgets.all.max-instances=100");
	}

	@AfterAll
	void stop() {
		this.webhook.close();
	}

	@Test
	void setShownAndRemoved() {
		assertThat(put("/api/budgets/team-a", "{\"maxInstances\": 5, \"label\": \"team-a\"}")).returns(200,
				(answer) -> answer.statusCode());
		String shown = this.webhook.get("/api/budgets/team-a").body();
		assertThat(shown)
			.contains("\"maxInstances\":5", "\"makeRoom\":false", "\"applicationName\":\"transform\"",
					"\"minInstances\":3", "\"weight\":2.0", "\"priority\":5",
					"The budget 'team-a' allows 5, but the minima of its members take 6 together")
			.doesNotContain("\"taken\"");
		assertThat(this.webhook.get("/api/budgets").body()).contains("\"name\":\"all\"", "\"name\":\"team-a\"");
		assertThat(delete("/api/budgets/team-a").statusCode()).isEqualTo(204);
		assertThat(this.webhook.get("/api/budgets/team-a").statusCode()).isEqualTo(404);
	}

	@Test
	void declaredOnesAreNotChanged() {
		assertThat(this.webhook.get("/api/budgets/all").body()).contains("\"origin\":\"configuration\"");
		assertThat(put("/api/budgets/all", "{\"maxInstances\": 5}").statusCode()).isEqualTo(409);
		assertThat(delete("/api/budgets/all").statusCode()).isEqualTo(409);
	}

	@Test
	void invalidOnes() {
		assertThat(put("/api/budgets/b", "{\"maxInstances\": 0}")).returns(400, (answer) -> answer.statusCode())
			.matches((answer) -> answer.body().contains("maxInstances is 0; it must be from 1 to 1000000000"));
		assertThat(put("/api/budgets/b", "{\"max\": 1}").body()).contains("'max' is not a setting of a budget");
		assertThat(delete("/api/budgets/none").statusCode()).isEqualTo(404);
	}

	private HttpResponse<String> put(String path, String settings) {
		return this.webhook.send("PUT", path, BodyPublishers.ofString(settings), "Content-Type", "application/json");
	}

	private HttpResponse<String> delete(String path) {
		return this.webhook.send("DELETE", path, BodyPublishers.noBody());
	}

}
