package io.github.dataflowautoscaler.webhook.dataflow;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads the manifest of a release: the properties that Skipper deployed each application
 * with, wherever they were set.
 */
final class ReleaseManifest {

	private ReleaseManifest() {
	}

	/**
	 * Finds each application's bindings and policy. Nothing else is kept, for a manifest
	 * has secrets in it.
	 * @param manifest documents in YAML, one for each application
	 * @return the applications, by their labels or else their names; what is not
	 * understood is left out
	 */
	static Map<String, DeployedApplication> applications(String manifest) {
		Map<String, DeployedApplication> applications = new HashMap<>();
		try {
			for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(manifest)) {
				if (child(document, "metadata").get("name") instanceof String name) {
					applications.put(name, DeployedApplication.of(properties(document)));
				}
			}
			return applications;
		}
		catch (YAMLException ex) {
			return Map.of();
		}
	}

	private static Map<String, String> properties(Object document) {
		Map<String, String> properties = new LinkedHashMap<>();
		child(child(document, "spec"), "applicationProperties").forEach((name, value) -> {
			if (name != null && value != null) {
				properties.put(name.toString(), value.toString());
			}
		});
		return properties;
	}

	private static Map<?, ?> child(Object parent, String name) {
		return (parent instanceof Map<?, ?> map && map.get(name) instanceof Map<?, ?> child) ? child : Map.of();
	}

}
