package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import io.github.dataflowautoscaler.docs.Block;
import io.github.dataflowautoscaler.docs.Kind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The configuration that the documentation shows is one that the webhook, or Spring Boot,
 * has properties for, and the values are such as they take.
 */
class DocumentedSettingsTests {

	private static final Pattern WRITTEN = Pattern.compile("<<'END'\\n(.*?)\\nEND\\n", Pattern.DOTALL);

	/** Those with a value of their own. */
	private static final List<Map<String, String>> PROPERTIES = new ArrayList<>();

	/** Classes that are bound, by what their properties begin with. */
	private static final Map<String, String> CLASSES = new LinkedHashMap<>();

	@TempDir
	private Path directory;

	@BeforeAll
	static void readMetadata() throws IOException {
		for (URL metadata : Collections.list(DocumentedSettingsTests.class.getClassLoader()
			.getResources("META-INF/spring-configuration-metadata.json"))) {
			try (InputStream json = metadata.openStream()) {
				Map<String, List<Map<String, String>>> document = JsonPath.read(json, "$");
				PROPERTIES.addAll(document.get("properties"));
				document.getOrDefault("groups", List.of())
					.stream()
					.filter((group) -> group.get("type") != null && group.get("type").equals(group.get("sourceType")))
					.forEach((group) -> CLASSES.put(group.get("name"), group.get("type")));
			}
		}
	}

	@ParameterizedTest
	@MethodSource("blocks")
	void theWebHookHasTheProperties(Block block) throws Exception {
		Map<String, Object> settings = read(block);
		assertThat(settings.keySet()).as("%s: properties", block).allMatch((name) -> isKnown(withoutIndex(name)));
		for (String prefix : settings.keySet()
			.stream()
			.filter((name) -> name.startsWith("autoscale.") || !has(name))
			.map(DocumentedSettingsTests::prefix)
			.distinct()
			.toList()) {
			Map<String, Object> bound = new LinkedHashMap<>(settings);
			bound.keySet().removeIf((name) -> !prefix(name).equals(prefix));
			assertThat(objection(prefix, bound)).as("%s: %s", block, prefix).isEmpty();
		}
	}

	/** What the class that has these properties doesn't like about them. */
	private static String objection(String prefix, Map<String, Object> settings) throws ClassNotFoundException {
		try {
			new Binder(new MapConfigurationPropertySource(settings)).bind(prefix,
					Bindable.of(Class.forName(CLASSES.get(prefix))),
					new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
			return "";
		}
		catch (BindException ex) {
			return NestedExceptionUtils.getMostSpecificCause(ex).toString();
		}
	}

	/** Also those that commands write. */
	static List<Block> blocks() {
		return Stream
			.concat(Block.of(Kind.SETTINGS).stream(),
					Block.of(Kind.COMMANDS)
						.stream()
						.flatMap((block) -> WRITTEN.matcher(block.text())
							.results()
							.map((written) -> new Block(block.page(), block.line(), "yaml", "", written.group(1)))))
			.toList();
	}

	private Map<String, Object> read(Block block) throws IOException {
		Path token = Files.writeString(this.directory.resolve("token"), "token");
		String text = block.text().replace("/var/run/secrets/autoscale/token", token.toString());
		Map<String, Object> settings = new LinkedHashMap<>();
		for (PropertySource<?> source : new YamlPropertySourceLoader().load(block.toString(),
				new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)))) {
			for (String name : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
				settings.put(name, String.valueOf(source.getProperty(name)));
			}
		}
		return settings;
	}

	/** Itself, or as an element of a map. */
	private static boolean isKnown(String name) {
		return has(name) || PROPERTIES.stream()
			.anyMatch((property) -> name.startsWith(property.get("name") + ".")
					&& property.get("type").startsWith("java.util.Map"));
	}

	private static boolean has(String name) {
		return PROPERTIES.stream().anyMatch((property) -> name.equals(property.get("name")));
	}

	private static String withoutIndex(String name) {
		return name.replaceFirst("\\[\\d+]$", "");
	}

	/** The longest one of the classes that may have it. */
	private static String prefix(String name) {
		return CLASSES.keySet()
			.stream()
			.filter((prefix) -> name.startsWith(prefix + "."))
			.max((first, second) -> first.length() - second.length())
			.orElseThrow();
	}

}
