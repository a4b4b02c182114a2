package io.github.dataflowautoscaler.webhook.dataflow;

import java.util.HashMap;
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
	 * Finds each application's bindings. Nothing else is kept, for a manifest has secrets
	 * in it.
	 * @param manifest documents in YAML, one for each application
	 * @return the bindings, by the application's label or else its name; what is not
	 * understood is left out
	 */
	static Map<String, Bindings> bindings(String manifest) {
		Map<String, Bindings> bindings = new HashMap<>();
		try {
			for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(manifest)) {
				if (child(document, "metadata").get("name") instanceof String name) {
					bindings.put(name, of(child(child(document, "spec"), "applicationProperties")));
				}
			}
			return bindings;
		}
		catch (YAMLException ex) {
			return Map.of();
		}
	}

	private static Bindings of(Map<?, ?> deployedWith) {
		BindingProperties properties = new BindingProperties();
		deployedWith.forEach((name, value) -> {
			if (name != null && value != null) {
				properties.add(name.toString(), value.toString());
			}
		});
		return properties.bindings();
	}

	private static Map<?, ?> child(Object parent, String name) {
		return (parent instanceof Map<?, ?> map && map.get(name) instanceof Map<?, ?> child) ? child : Map.of();
	}

}
