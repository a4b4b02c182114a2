package io.github.dataflowautoscaler.webhook;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the webhook measures of its own work: the queue, and the way of an alert.
 */
class WorkMetricsTests {

	private final DataFlowStandIn dataFlow = new DataFlowStandIn();

	private RunningWebHook webhook;

	@BeforeEach
	void start(@TempDir Path directory) {
		this.dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
		this.webhook = RunningWebHook.start(directory, this.dataFlow.uri());
		this.webhook.policy("scaletest", "transform", "{\"strategy\":\"step\",\"maxInstances\":4}");
	}

	@AfterEach
	void stop() {
		this.webhook.close();
		this.dataFlow.close();
	}

	@Test
	void anAlertIsTimedFromItsArrivalAlthoughItHasToWait() {
		assertThat(value("autoscale_alert_to_call_seconds_count")).isZero();
		this.dataFlow.stop();
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		await().until(() -> value("autoscale_requests_waiting") == 1);
		assertThat(value("autoscale_requests_oldest_age_seconds")).isPositive();
		this.dataFlow.startAgain();
		await().until(() -> value("autoscale_alert_to_confirmed_seconds_count") == 1);
		await().until(() -> value("autoscale_requests_waiting") == 0);
		assertThat(value("autoscale_requests_oldest_age_seconds")).isZero();
		assertThat(value("autoscale_alert_to_call_seconds_count")).isOne();
		assertThat(value("autoscale_change_duration_seconds_count")).isOne();
		assertThat(value("autoscale_alert_to_confirmed_seconds_sum"))
			.isGreaterThan(value("autoscale_alert_to_call_seconds_sum"))
			.isGreaterThan(value("autoscale_change_duration_seconds_sum"));
	}

	@Test
	@DisplayName("the time of the latest decision is exported, by what became of it, as long as there is a policy")
	void latestDecision() {
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		String decision = "autoscale_decision_timestamp_seconds{application_name=\"transform\",direction=\"out\","
				+ "outcome=\"%s\",reason=\"%s\",stream_name=\"scaletest\"}";
		await().until(() -> value(decision.formatted("succeeded", "scale_out")) > 1e9);
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		await().until(() -> value(decision.formatted("held", "cooldown")) > 1e9);
		assertThat(metrics()).doesNotContain(decision.formatted("succeeded", "scale_out"));
	}

	@Test
	@DisplayName("while the database can't be read the length of the queue is not known, and not exported")
	void unknownQueue() {
		await().until(() -> metrics().contains("\nautoscale_requests_waiting 0.0"));
		this.webhook.bean(HikariDataSource.class).close();
		await().until(() -> !metrics().contains("\nautoscale_requests_waiting"));
	}

	private String metrics() {
		return this.webhook.get("/actuator/prometheus").body();
	}

	private double value(String series) {
		Matcher sample = Pattern.compile("(?m)^" + Pattern.quote(series) + " (\\S+)$").matcher(metrics());
		return sample.find() ? Double.parseDouble(sample.group(1)) : -1;
	}

}
