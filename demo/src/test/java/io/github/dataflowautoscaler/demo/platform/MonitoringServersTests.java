package io.github.dataflowautoscaler.demo.platform;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MonitoringServers}.
 */
class MonitoringServersTests {

	@ParameterizedTest(name = "a second webhook: {0}")
	@ValueSource(booleans = { false, true })
	void copiesTheProjectsFilesAsTheToolsLikeThem(boolean replica, @TempDir Path run) {
		Installation installation = new Installation(Path.of(".."), run, new Ports(19_080));
		MonitoringServers servers = new MonitoringServers(installation, replica);
		servers.prometheus();
		servers.alertmanager();
		assertThat(run.resolve("alertmanager.yml")).content()
			.contains("\n        http_config:\n          authorization:\n            credentials_file: " + run
					+ "/alert-token\n");
		String second = "127.0.0.1:" + installation.ports().replica();
		for (String file : List.of("alertmanager.yml", "prometheus.yml")) {
			assertThat(run.resolve(file)).content()
				.satisfies((text) -> assertThat(text.contains(second)).isEqualTo(replica));
		}
		Map<String, String> programs = Installation.programs(installation.project());
		assertThat(Command.run(List.of(programs.get("promtool"), "check", "config", run + "/prometheus.yml")))
			.contains("SUCCESS");
		assertThat(Command.run(List.of(programs.get("amtool"), "check-config", run + "/alertmanager.yml")))
			.contains("SUCCESS");
	}

}
