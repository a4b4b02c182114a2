package io.github.dataflowautoscaler.demo.platform;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MonitoringServers}.
 */
class MonitoringServersTests {

	@Test
	void copiesTheProjectsFilesAsTheToolsLikeThem(@TempDir Path run) {
		Installation installation = new Installation(Path.of(".."), run, new Ports(19_080));
		MonitoringServers servers = new MonitoringServers(installation);
		servers.prometheus();
		servers.alertmanager();
		assertThat(run.resolve("alertmanager.yml")).content()
			.contains("\n        http_config:\n          authorization:\n            credentials_file: " + run
					+ "/alert-token\n");
		Map<String, String> programs = Installation.programs(installation.project());
		assertThat(Command.run(List.of(programs.get("promtool"), "check", "config", run + "/prometheus.yml")))
			.contains("SUCCESS");
		assertThat(Command.run(List.of(programs.get("amtool"), "check-config", run + "/alertmanager.yml")))
			.contains("SUCCESS");
	}

}
