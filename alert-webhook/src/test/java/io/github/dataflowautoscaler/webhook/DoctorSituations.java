package io.github.dataflowautoscaler.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the doctor finds in a situation, which is what is wrong with the servers then.
 */
abstract class DoctorSituations extends HealthyServers {

	@ParameterizedTest
	@MethodSource
	void whatIsWrongIsFound(Situation situation, String check, String status, String message, String remedy) {
		situation.arrange(this);
		assertFound(check, status, message, remedy);
	}

	static Arguments found(String name, Situation situation, String check, String status, String message,
			String remedy) {
		return Arguments.argumentSet(name, situation, check, status, message, remedy);
	}

	void assertFound(String check, String status, String message, String remedy) {
		await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			List<Map<String, String>> found = JsonPath.read(doctor(""),
					"$.findings[?(@.check == '%s')]".formatted(check));
			assertThat(found).hasSize(1);
			assertThat(found.get(0).get("status") + ": " + found.get(0).get("message")).startsWith(status)
				.contains(message);
			assertThat(found.get(0).getOrDefault("remedy", "")).contains(remedy);
			assertThat(found.get(0).containsKey("remedy")).isEqualTo(!status.equals("ok"));
		});
	}

	List<Object> findings(String path, String... query) {
		return JsonPath.read(doctor(String.join("", query)), path);
	}

	private String doctor(String query) {
		return this.webhook.get("/api/doctor" + query).body();
	}

	/** Something that is wrong. */
	@FunctionalInterface
	interface Situation {

		void arrange(DoctorSituations test);

	}

}
