package io.github.dataflowautoscaler.demo.platform;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prometheus and Alertmanager with the project's own configuration, at other addresses
 * and on a faster clock: nobody wants to watch for the ten minutes that sound rules take.
 */
final class MonitoringServers {

	/**
	 * Scrapes are sped up more than windows. The instances of an application are scraped
	 * at different times, so in a short window their sum is not exactly what the
	 * application before them sent, the less so the longer the interval is.
	 */
	private static final Map<String, String> FASTER_SCRAPES = Map.of("scrape_interval: 15s", "scrape_interval: 2s",
			"scrape_timeout: 10s", "scrape_timeout: 2s", "evaluation_interval: 15s", "evaluation_interval: 2s",
			"refresh_interval: 10s", "refresh_interval: 2s");

	/**
	 * The scale-in alert lasts as long as the window, in which removed instances count.
	 */
	private static final Map<String, String> FASTER_RULES = Map.of("    interval: 15s", "    interval: 2s", "[1m]",
			"[30s]", "offset 1m", "offset 30s", "[2m]", "[1m]", "[30s]", "[15s]", "offset 30s", "offset 15s",
			"for: 15s", "for: 10s", "for: 1m", "for: 30s");

	private static final Map<String, String> FASTER_NOTIFICATIONS = Map.of("group_wait: 5s", "group_wait: 2s",
			"group_interval: 30s", "group_interval: 10s", "repeat_interval: 50s", "repeat_interval: 15s");

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
		Map<String, String> replacements = new LinkedHashMap<>(FASTER_SCRAPES);
		if (this.replica) {
			String target = "%n          - ".formatted() + "127.0.0.1:";
			replacements.put("%n          - localhost:8085".formatted(),
					target + ports.webhook() + target + ports.replica());
		}
		replacements.put("localhost:8085", "127.0.0.1:" + ports.webhook());
		replacements.put("localhost:9093", "127.0.0.1:" + ports.alertmanager());
		copy("prometheus/alert.rules.yml", FASTER_RULES);
		Path configuration = copy("prometheus/prometheus.yml", replacements);
		List<String> command = List.of(program("prometheus"), "--config.file=" + configuration,
				"--storage.tsdb.path=" + this.installation.run().resolve("prometheus"),
				"--storage.tsdb.retention.time=6h", "--web.listen-address=127.0.0.1:" + ports.prometheus());
		return new ServerDefinition("Prometheus", command,
				Readiness.answering(Ports.http(ports.prometheus()).resolve("/-/ready")));
	}

	ServerDefinition alertmanager() {
		Ports ports = this.installation.ports();
		Map<String, String> replacements = new LinkedHashMap<>(FASTER_NOTIFICATIONS);
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
