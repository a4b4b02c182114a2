package io.github.dataflowautoscaler.demo.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.demo.http.JsonClient;
import org.jspecify.annotations.Nullable;

/**
 * All servers of the recipe. They are started together, since none needs another one to
 * begin with, and each can be stopped, killed and started again by itself.
 */
public final class Platform implements Environment {

	private final Installation installation;

	private final RecordedProcesses processes;

	private final ManagedServer kafka;

	private final ManagedServer skipper;

	private final ManagedServer dataFlow;

	private final ManagedServer alertmanager;

	private final ManagedServer prometheus;

	private final ManagedServer webhook;

	private final @Nullable ManagedServer replica;

	/**
	 * Prepares the run directory and finds all that is needed, with one webhook and its
	 * own database.
	 * @param installation where everything is
	 */
	public Platform(Installation installation) {
		this(installation, null);
	}

	/**
	 * Prepares the run directory and finds all that is needed.
	 * @param installation where everything is
	 * @param database the address of a database that two webhooks share, or {@code null}
	 */
	public Platform(Installation installation, @Nullable String database) {
		installation.ports().requireFree();
		installation.prepare();
		this.installation = installation;
		this.processes = installation.processes();
		this.processes.begin();
		JavaServers java = new JavaServers(installation);
		MonitoringServers monitoring = new MonitoringServers(installation, database != null);
		this.kafka = managed(java.kafka());
		this.skipper = managed(java.skipper());
		this.dataFlow = managed(java.dataFlow());
		this.alertmanager = managed(monitoring.alertmanager());
		this.prometheus = managed(monitoring.prometheus());
		Ports ports = installation.ports();
		this.webhook = managed(java.webhook("AlertWebHook", ports.webhook(), (database != null) ? database
				: "jdbc:h2:file:" + installation.run().resolve("webhook") + ";DB_CLOSE_ON_EXIT=FALSE"));
		this.replica = (database != null) ? managed(java.webhook("AlertWebHook replica", ports.replica(), database))
				: null;
	}

	@Override
	public void start(Await await) {
		servers().forEach(ManagedServer::start);
		servers().forEach((server) -> server.awaitReady(await));
	}

	@Override
	public void requireAlive() {
		servers().forEach(ManagedServer::requireAlive);
	}

	public List<ManagedServer> servers() {
		return Stream
			.of(this.kafka, this.skipper, this.dataFlow, this.webhook, this.alertmanager, this.prometheus, this.replica)
			.filter(Objects::nonNull)
			.toList();
	}

	/**
	 * Returns the webhook's second replica.
	 * @return the replica
	 * @throws IllegalStateException if there is one webhook only
	 */
	public ManagedServer replica() {
		if (this.replica == null) {
			throw new IllegalStateException("There is one webhook only");
		}
		return this.replica;
	}

	public ManagedServer kafka() {
		return this.kafka;
	}

	public ManagedServer skipper() {
		return this.skipper;
	}

	public ManagedServer alertmanager() {
		return this.alertmanager;
	}

	public ManagedServer dataFlow() {
		return this.dataFlow;
	}

	public ManagedServer webhook() {
		return this.webhook;
	}

	public ManagedServer prometheus() {
		return this.prometheus;
	}

	@Override
	public URI dataFlowUri() {
		return Ports.http(this.installation.ports().dataFlow());
	}

	public URI webhookUri() {
		return Ports.http(this.installation.ports().webhook());
	}

	@Override
	public JsonClient webhookClient() {
		return new JsonClient(webhookUri());
	}

	/**
	 * Returns the token that alerts are sent with.
	 * @return the token
	 * @throws UncheckedIOException if it can't be read
	 */
	public String alertToken() {
		try {
			return Files.readString(this.installation.alertTokenFile());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns where the webhook's second replica is, if there is one.
	 * @return its address
	 */
	public URI replicaUri() {
		return Ports.http(this.installation.ports().replica());
	}

	@Override
	public URI prometheusUri() {
		return Ports.http(this.installation.ports().prometheus());
	}

	public URI alertmanagerUri() {
		return Ports.http(this.installation.ports().alertmanager());
	}

	@Override
	public Path logs() {
		return this.installation.logs();
	}

	@Override
	public Optional<URI> page(String stream, String application) {
		return Optional.of(webhookUri().resolve("/streams/%s/%s".formatted(stream, application)));
	}

	@Override
	public String description() {
		return """
				Everything is left running; demo/stop ends it. To look at it:
				  the page      %1$s
				  Data Flow     %2$s/streams/definitions
				  Prometheus    %3$s/alerts
				  Alertmanager  %4$s
				The commands of the Data Flow Shell are told in docs/shell.md; here it takes
				  --dataflow.uri=%2$s --dataflow.autoscale.uri=%1$s
				and raises the load, or lowers it with 1000000 instead of 40000, by
				  stream update --name scaletest --properties "app.time.trigger.fixed-delay=40000,app.time.trigger.time-unit=MICROSECONDS"
				as this does without the shell:
				  curl -X POST %2$s/streams/deployments/update/scaletest -H 'Content-Type: application/json' \\
				    -d '{"releaseName":"scaletest","packageIdentifier":{"packageName":"scaletest"},"updateProperties":{
				        "app.time.trigger.fixed-delay":"40000","app.time.trigger.time-unit":"MICROSECONDS"}}'
				"""
			.formatted(webhookUri(), dataFlowUri(), prometheusUri(), alertmanagerUri());
	}

	@Override
	public URI application(String module) {
		return this.installation.streamApp(module).toUri();
	}

	@Override
	public Map<String, String> deploymentProperties() {
		return Map.of("deployer.*.local.hostname", "127.0.0.1", "deployer.*.local.javaOpts",
				"-Xms48m -Xmx144m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 " + applicationMarker());
	}

	/**
	 * Returns the JVM option that every stream application has to be started with, so
	 * that it can be found and ended even if Skipper has left it behind.
	 * @return a system property's definition
	 */
	public String applicationMarker() {
		return this.processes.marker();
	}

	/** This process included. */
	@Override
	public long residentBytes() {
		return Stream.concat(this.processes.alive().stream(), Stream.of(ProcessHandle.current()))
			.mapToLong(Platform::residentBytes)
			.sum();
	}

	/** Those of the stream's applications included. */
	@Override
	public void close() {
		this.processes.end();
	}

	private ManagedServer managed(ServerDefinition definition) {
		Path log = this.installation.logs().resolve(definition.name().toLowerCase().replace(' ', '-') + ".log");
		return new ManagedServer(definition, log, this.processes);
	}

	private static long residentBytes(ProcessHandle process) {
		try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
			return lines.filter((line) -> line.startsWith("VmRSS:"))
				.mapToLong((line) -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
				.sum();
		}
		catch (IOException ex) {
			// It has just ended, or there is no /proc.
			return 0;
		}
	}

}
