package io.github.dataflowautoscaler.demo.platform;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prometheus and Alertmanager with the project's own configuration, at other addresses
 * and on a faster clock.
 */
final class MonitoringServers {

	private final Installation installation;

	private final Map<String, String> programs;

	private final boolean replica;

	/**
	 * Finds the programs.
	 * @param installation where everything is
	 * @param replica whether there are two webhooks
	 */
	MonitoringServers(Installation installation, boolean replica) {
		this.installation = installation;
		this.replica = replica;
		this.programs = Installation.programs(installation.project());
	}

	ServerDefinition prometheus() {
		Ports ports = this.installation.ports();
		Map<String, String> replacements = new LinkedHashMap<>(FastClock.SCRAPES);
		if (this.replica) {
			String target = "%n          - ".formatted() + "127.0.0.1:";
			replacements.put("%n          - localhost:8085".formatted(),
					target + ports.webhook() + target + ports.replica());
		}
		replacements.put("localhost:8085", "127.0.0.1:" + ports.webhook());
		replacements.put("localhost:9093", "127.0.0.1:" + ports.alertmanager());
		copy("prometheus/alert.rules.yml", FastClock.RULES);
		Path configuration = copy("prometheus/prometheus.yml", replacements);
		List<String> command = List.of(program("prometheus"), "--config.file=" + configuration,
				"--storage.tsdb.path=" + this.installation.run().resolve("prometheus"),
				"--storage.tsdb.retention.time=6h", "--web.listen-address=127.0.0.1:" + ports.prometheus());
		return new ServerDefinition("Prometheus", command,
				Readiness.answering(Ports.http(ports.prometheus()).resolve("/-/ready")));
	}

	ServerDefinition alertmanager() {
		Ports ports = this.installation.ports();
		Map<String, String> replacements = new LinkedHashMap<>(FastClock.NOTIFICATIONS);
		if (this.replica) {
			replacements.put("    webhook_configs:%n".formatted(), """
					    webhook_configs:
					      - url: http://127.0.0.1:%d/alert
					        http_config:
					          authorization:
					            credentials_file: %s
					""".formatted(ports.replica(), this.installation.alertTokenFile()));
		}
		replacements.put("localhost:8085", "127.0.0.1:" + ports.webhook());
		replacements.put("# http_config:", "http_config:");
		replacements.put("#   authorization:", "  authorization:");
		replacements.put("#     credentials_file: /etc/alertmanager/autoscale-webhook-token",
				"    credentials_file: " + this.installation.alertTokenFile());
		Path configuration = copy("alertmanager/alertmanager.yml", replacements);
		List<String> command = List.of(program("alertmanager"), "--config.file=" + configuration,
				"--storage.path=" + this.installation.run().resolve("alertmanager"), "--cluster.listen-address=",
				"--web.listen-address=127.0.0.1:" + ports.alertmanager());
		return new ServerDefinition("Alertmanager", command,
				Readiness.answering(Ports.http(ports.alertmanager()).resolve("/-/ready")));
	}

	private Path copy(String file, Map<String, String> replacements) {
		Path source = this.installation.project().resolve(file);
		Path target = this.installation.run().resolve(String.valueOf(source.getFileName()));
		ConfigurationCopy.write(source, target, replacements);
		return target;
	}

	private String program(String name) {
		String path = this.programs.get(name);
		if (path == null) {
			throw new IllegalStateException("demo/prerequisites did not name " + name);
		}
		return path;
	}

}
