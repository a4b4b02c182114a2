package io.github.dataflowautoscaler.shell;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.StdDateFormat;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.io.ByteArrayResource;

/**
 * Policies in a file, as the webhook's configuration has them: settings by stream and
 * application, under {@code autoscale.policies}.
 */
final class PolicyFile {

	private static final String ROOT = "autoscale";

	private static final String POLICIES = "policies";

	/** Settings that an operator would leave out. */
	private static final List<Object> SILENT = Collections.singletonList(Boolean.FALSE);

	/** YAML knows moments, and so does the webhook. */
	private static final ObjectMapper JSON = new ObjectMapper()
		.setDateFormat(new StdDateFormat().withTimeZone(TimeZone.getTimeZone("UTC")))
		.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

	private PolicyFile() {
	}

	/**
	 * Writes policies.
	 * @param policies policies as the webhook shows them
	 * @return a YAML document
	 */
	static String write(List<JsonNode> policies) {
		Map<String, Object> streams = new LinkedHashMap<>();
		for (JsonNode policy : policies) {
			@SuppressWarnings("unchecked")
			Map<String, Object> applications = (Map<String, Object>) streams
				.computeIfAbsent(key(policy.path("streamName").asText()), (stream) -> new LinkedHashMap<>());
			applications.put(key(policy.path("applicationName").asText()), settings(policy));
		}
		DumperOptions options = new DumperOptions();
		options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
		return new Yaml(options).dump(Collections.singletonMap(ROOT, Collections.singletonMap(POLICIES, streams)));
	}

	private static Map<String, Object> settings(JsonNode policy) {
		Map<String, Object> settings = new LinkedHashMap<>();
		PolicyChange.settings(policy).forEach((setting, written) -> {
			JsonNode value = policy.path(setting);
			// What JSON writes as text, a file has as it is typed: times above all.
			Object typed = setting.equals("pausedUntil") ? value.asText() : value.isArray() ? windows(value)
					: value.isTextual() ? written : JSON.convertValue(value, Object.class);
			if (!SILENT.contains(typed)) {
				settings.put(kebab(setting), typed);
			}
		});
		return settings;
	}

	private static List<Object> windows(JsonNode schedule) {
		return Documents.list(schedule, (window) -> {
			Map<String, Object> settings = new LinkedHashMap<>();
			window.fields()
				.forEachRemaining((setting) -> settings.put(kebab(setting.getKey()),
						setting.getKey().equals("length") ? Times.shorten(setting.getValue().asText())
								: JSON.convertValue(setting.getValue(), Object.class)));
			return settings;
		});
	}

	/** Spring Boot drops other characters of a name that does not stand in brackets. */
	private static String key(String name) {
		return name.matches("[A-Za-z0-9-]+") ? name : "[" + name + "]";
	}

	private static String name(String key) {
		return (key.startsWith("[") && key.endsWith("]")) ? key.substring(1, key.length() - 1) : key;
	}

	private static String kebab(String setting) {
		return setting.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
	}

	/**
	 * Reads policies.
	 * @param file the file's name
	 * @return the settings by stream and application, as the webhook takes them
	 * @throws CommandFailure if it has none
	 */
	static JsonNode read(String file) {
		JsonNode policies = JSON.<JsonNode>valueToTree(yaml(file)).path(ROOT).path(POLICIES);
		if (!policies.isObject() || policies.isEmpty()) {
			throw new CommandFailure(
					"'" + file + "' has no " + ROOT + ": " + POLICIES + ": with settings by stream and application");
		}
		ObjectNode read = JSON.createObjectNode();
		policies.fields().forEachRemaining((stream) -> {
			ObjectNode applications = read.putObject(name(stream.getKey()));
			stream.getValue()
				.fields()
				.forEachRemaining((application) -> applications.set(name(application.getKey()),
						settingsOf(application.getValue())));
		});
		return read;
	}

	private static Map<String, Object> yaml(String file) {
		YamlMapFactoryBean reader = new YamlMapFactoryBean();
		reader.setResources(new ByteArrayResource(TextFiles.read(file)));
		try {
			Map<String, Object> read = reader.getObject();
			return (read != null) ? read : Collections.emptyMap();
		}
		catch (RuntimeException ex) {
			throw new CommandFailure("'" + file + "' is not YAML: " + ex.getMessage());
		}
	}

	/**
	 * The settings as the webhook's API takes them: its names have no dashes, and its
	 * times are those of ISO 8601. What is no setting is left for the webhook to refuse.
	 */
	private static JsonNode settingsOf(JsonNode written) {
		if (!written.isObject()) {
			return written;
		}
		ObjectNode settings = JSON.createObjectNode();
		written.fields()
			.forEachRemaining((setting) -> settings.set(camel(setting.getKey()), windowsOf(setting.getValue())));
		for (Setting setting : Setting.values()) {
			setting.lengthen(settings);
		}
		return settings;
	}

	/** A schedule is the only setting that is a list. */
	private static JsonNode windowsOf(JsonNode written) {
		if (!written.isArray()) {
			return written;
		}
		ArrayNode windows = JSON.createArrayNode();
		written.forEach((window) -> {
			ObjectNode settings = JSON.createObjectNode();
			window.fields().forEachRemaining((setting) -> settings.set(camel(setting.getKey()), setting.getValue()));
			if (settings.path("length").isTextual()) {
				WindowSetting.LENGTH.put(settings, settings.path("length").asText());
			}
			windows.add(window.isObject() ? settings : window);
		});
		return windows;
	}

	private static String camel(String setting) {
		Matcher dash = Pattern.compile("-([a-z])").matcher(setting);
		StringBuffer camel = new StringBuffer();
		while (dash.find()) {
			dash.appendReplacement(camel, dash.group(1).toUpperCase(Locale.ROOT));
		}
		return dash.appendTail(camel).toString();
	}

}
