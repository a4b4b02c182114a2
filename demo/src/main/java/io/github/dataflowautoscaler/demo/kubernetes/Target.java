package io.github.dataflowautoscaler.demo.kubernetes;

import java.util.Optional;

/**
 * Where on which cluster to install, and what. {@code demo/run} has found it out.
 *
 * @param context one of kubectl's contexts
 * @param namespace a namespace that does not exist
 * @param dataFlow the directory of the kustomization with Data Flow, within the project
 * @param autoscaler the directory of the one with the autoscaler
 * @param registry where the cluster finds the project's own images, with a slash at its
 * end; empty if they are on its nodes
 * @param tag the images' tag
 */
public record Target(String context, String namespace, String dataFlow, String autoscaler, String registry,
		String tag) {

	/**
	 * Reads the system properties {@code demo.kubernetes.*}.
	 * @return the target, or empty if the demo runs on this machine
	 */
	public static Optional<Target> ofSystemProperties() {
		return Optional.ofNullable(System.getProperty("demo.kubernetes.context"))
			.map((context) -> new Target(context, property("namespace"), property("dataflow"), property("autoscaler"),
					property("registry"), property("tag")));
	}

	String image(String module) {
		return this.registry + module + ":" + this.tag;
	}

	private static String property(String name) {
		String property = "demo.kubernetes." + name;
		String value = System.getProperty(property);
		if (value == null) {
			throw new IllegalStateException("The system property %s is missing".formatted(property));
		}
		return value;
	}

}
