package io.github.dataflowautoscaler.webhook;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What Data Flow's answers look like. */
final class DataFlowDocuments {

	private DataFlowDocuments() {
	}

	/**
	 * A stream's definition.
	 * @param name the stream's name
	 * @param deployed what it was deployed with
	 * @param original what was written
	 * @return the document
	 */
	static String definition(String name, String deployed, String original) {
		return "{\"name\":\"%s\",\"dslText\":\"%s\",\"originalDslText\":\"%s\",\"status\":\"deployed\",\"_links\":{}}"
			.formatted(name, deployed, original);
	}

	/**
	 * A stream's applications.
	 * @param stream the stream's name
	 * @param version the version of its release, as a document
	 * @param applications those that run
	 * @return the document
	 */
	static String running(String stream, String version, List<Application> applications) {
		return "{\"name\":\"%s\",\"version\":%s,\"applications\":%s}".formatted(stream, version,
				embedded("appStatusResourceList", applications.stream().map(Application::document).toList()));
	}

	static String page(String relation, List<String> elements) {
		return embedded(relation, elements).replaceFirst("}$",
				(elements.isEmpty() ? "" : ",") + "\"page\":{\"size\":200,\"totalPages\":1,\"number\":0}}");
	}

	static String embedded(String relation, List<String> elements) {
		return elements.isEmpty() ? "{}"
				: elements.stream().collect(Collectors.joining(",", "{\"_embedded\":{\"" + relation + "\":[", "]}}"));
	}

	/**
	 * A text as a document of its own.
	 * @param text the text, without a backslash
	 * @return the document
	 */
	static String text(String text) {
		return "\"" + text.replace("\"", "\\\"").replace("\n", "\\n") + "\"";
	}

	static String error(String logref, String message) {
		return "{\"_embedded\":{\"errors\":[{\"logref\":\"%s\",\"message\":\"%s\",\"_links\":{}}]}}".formatted(logref,
				message);
	}

	/**
	 * An application that runs.
	 *
	 * @param name the application's name
	 * @param deployment stream, application and version
	 * @param count its instances
	 * @param up how many of them are up
	 * @param state that of those
	 * @param pods whether they are Pods
	 */
	record Application(String name, String deployment, int count, int up, String state, boolean pods) {

		String document() {
			List<String> each = IntStream.range(0, this.count).mapToObj(this::instance).toList();
			return "{\"deploymentId\":\"%s\",\"name\":\"%s\",\"state\":\"%s\",\"instances\":%s}".formatted(
					this.deployment, each.isEmpty() ? "no-instances" : this.name,
					(this.up < this.count) ? this.pods ? "partial" : "deploying" : this.state,
					embedded("appInstanceStatusResourceList", each));
		}

		private String instance(int index) {
			int port = 20000 + index;
			String place = this.pods ? pod(index) : "\"url\":\"http://127.0.0.1:%d\"".formatted(port);
			return """
					{"instanceId":"%s-%d","state":"%s","guid":"%d","attributes":{"guid":"%d",
					%s,"skipper.application.name":"%s"}}""".formatted(this.deployment, index, state(index), port, port,
					place, this.name);
		}

		/** Those that are not up wait for a node, and have no container yet. */
		private String pod(int index) {
			String container = switch (state(index)) {
				case "unknown" -> "\"phase\":\"Pending\",\"host.ip\":null";
				case "failed" ->
					"""
							"phase":"Running","host.ip":"198.18.213.2","container.restartCount":"3",
							"container.lastState.terminated.exitCode":"1","container.lastState.terminated.reason":"Error\"""";
				default -> "\"phase\":\"Running\",\"host.ip\":\"198.18.213.2\",\"container.restartCount\":\"0\"";
			};
			return "\"pod.name\":\"%s-%d\",%s".formatted(this.deployment.replace('.', '-'), index, container);
		}

		/** Of a partially deployed application the first instance has failed. */
		private String state(int index) {
			if (index >= this.up) {
				return this.pods ? "unknown" : "deploying";
			}
			return !"partial".equals(this.state) ? this.state : (index == 0) ? "failed" : "deployed";
		}

	}

}
