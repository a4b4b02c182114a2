package io.github.dataflowautoscaler.e2e;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.dataflowautoscaler.demo.http.JsonClient;
import tools.jackson.databind.JsonNode;

/**
 * The webhook's Pods in a namespace, each of which can be asked by itself.
 */
final class WebhookPods {

	private static final String NAMES = "go-template={{range .items}}{{if not .metadata.deletionTimestamp}}"
			+ "{{$name := .metadata.name}}{{range .status.conditions}}{{if eq .type \"Ready\"}}{{if eq .status \"True\"}}"
			+ "{{$name}} {{end}}{{end}}{{end}}{{end}}{{end}}";

	private final Kubectl kubectl;

	private final String alertToken;

	private final String password;

	private final Map<String, URI> addresses = new HashMap<>();

	/**
	 * Asks for nothing yet.
	 * @param kubectl the namespace
	 * @param alertToken what Alertmanager shows
	 * @param password the password of the user {@code operator}
	 */
	WebhookPods(Kubectl kubectl, String alertToken, String password) {
		this.kubectl = kubectl;
		this.alertToken = alertToken;
		this.password = password;
	}

	/** Those that are ready, and that nobody has told to end. */
	List<String> names() {
		String names = this.kubectl.run("get", "pods", "--selector=app.kubernetes.io/name=alert-webhook",
				"--output=" + NAMES);
		return names.isBlank() ? List.of() : List.of(names.strip().split(" "));
	}

	/** The one that decides, if one does. */
	Optional<String> decider() {
		return names().stream().filter((pod) -> metrics(pod).contains("\nautoscale_leader 1.0\n")).findAny();
	}

	JsonClient operator(String pod) {
		return new JsonClient(address(pod)).withLogin("operator", this.password);
	}

	/**
	 * Posts what Alertmanager posts for an alert that fires. It returns when the answer
	 * is 200.
	 * @param pod the Pod
	 * @param stream the stream of the application {@code log} that shall be scaled out
	 */
	void post(String pod, String stream) {
		new JsonClient(address(pod)).withToken(this.alertToken)
			.postJson("/alert", Map.of("version", "4", "status", "firing", "receiver", "autoscaler", "alerts", List
				.of(Map.of("status", "firing", "startsAt", Instant.now().toString(), "labels", alert(stream)))));
	}

	static Map<String, String> alert(String stream) {
		return Map.of("alertname", "HighThroughputDifference", "scale", "up", "severity", "warning", "stream_name",
				stream, "application_name", "log");
	}

	/**
	 * The decisions about a stream that were more than held.
	 * @param webhook whom to ask
	 * @param stream the stream's name
	 * @return the newest first
	 */
	static List<JsonNode> changes(JsonClient webhook, String stream) {
		return webhook.get("/api/history?limit=100&stream=" + stream)
			.valueStream()
			.filter((entry) -> !Set.of("held", "policy", "outside").contains(entry.path("outcome").asString()))
			.toList();
	}

	private String metrics(String pod) {
		return Kubectl.run(List.of("curl", "--fail", "--silent", "--show-error", "--user", "operator:" + this.password,
				address(pod) + "/actuator/prometheus"));
	}

	URI address(String pod) {
		return this.addresses.computeIfAbsent(pod, (name) -> this.kubectl.forward("pod/" + name, 8085));
	}

}
