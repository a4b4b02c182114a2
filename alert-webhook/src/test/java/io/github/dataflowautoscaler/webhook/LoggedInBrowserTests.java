package io.github.dataflowautoscaler.webhook;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A person who has to log in sees the pages with everything on them, up to date, and the
 * controls of that user.
 */
class LoggedInBrowserTests {

	private static final Duration REFRESHED = Duration.ofSeconds(30);

	@Test
	void aBrowserLogsInWithNameAndPassword(@TempDir Path directory) {
		try (PageScene scene = new PageScene(directory, "--autoscale.security.users.viewer.password={noop}look",
				"--autoscale.security.users.viewer.roles=view", "--autoscale.security.users.admin.password={noop}all",
				"--autoscale.security.users.admin.roles=view,modify"); Browser browser = new Browser()) {
			set(scene, 4);
			String address = scene.address(PageScene.TRANSFORM);
			browser.open(address.replace("//", "//viewer:look@"));
			await().until(() -> browser.has(".uplot canvas"));
			assertThat(browser.text("#now")).contains("1–4 allowed");
			assertThat(browser.has("button")).isFalse();
			set(scene, 9);
			await().atMost(REFRESHED).untilAsserted(() -> assertThat(browser.text("#now")).contains("1–9 allowed"));
			assertThat(browser.text("#stale")).isEmpty();
			assertThat(browser.complaints()).isEmpty();
			browser.open(address.replace("//", "//admin:all@"));
			assertThat(browser.has("#pause")).isTrue();
		}
	}

	private static void set(PageScene scene, int maxInstances) {
		String admin = Base64.getEncoder().encodeToString("admin:all".getBytes(StandardCharsets.UTF_8));
		assertThat(scene.webhook()
			.send("PUT", "/api/policies/scaletest/transform",
					BodyPublishers.ofString("{\"maxInstances\":%d}".formatted(maxInstances)), "Authorization",
					"Basic " + admin)
			.statusCode()).isEqualTo(200);
	}

}
