package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The list of parts that the executable jar carries names every library in it, each as it
 * is there, and nothing else.
 */
class SbomIT {

	private static final String LIBRARIES = "BOOT-INF/lib/";

	@Test
	void theListHasTheLibrariesOfTheJarAndNoOthers() throws IOException, NoSuchAlgorithmException {
		try (JarFile jar = new JarFile(System.getProperty("jar"))) {
			assertThat(listed(jar)).isNotEmpty().containsExactlyInAnyOrderEntriesOf(held(jar));
		}
	}

	/** The SHA-256 of each library in the jar by its file's name. */
	private static Map<String, String> held(JarFile jar) throws IOException, NoSuchAlgorithmException {
		Map<String, String> libraries = new TreeMap<>();
		for (JarEntry entry : jar.stream().filter((entry) -> entry.getName().startsWith(LIBRARIES)).toList()) {
			if (!entry.isDirectory()) {
				libraries.put(entry.getName().substring(LIBRARIES.length()), sha256(jar, entry));
			}
		}
		return libraries;
	}

	private static Map<String, String> listed(JarFile jar) throws IOException {
		Map<String, String> libraries = new TreeMap<>();
		String location = jar.getManifest().getMainAttributes().getValue("Sbom-Location");
		try (InputStream sbom = jar.getInputStream(jar.getEntry(location))) {
			for (JsonNode component : JsonMapper.shared().readTree(sbom).path("components")) {
				libraries.put(component.path("name").asString() + "-" + component.path("version").asString() + ".jar",
						sha256(component));
			}
		}
		return libraries;
	}

	private static String sha256(JarFile jar, JarEntry entry) throws IOException, NoSuchAlgorithmException {
		try (InputStream content = jar.getInputStream(entry)) {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content.readAllBytes()));
		}
	}

	private static String sha256(JsonNode component) {
		return component.path("hashes")
			.valueStream()
			.filter((hash) -> hash.path("alg").asString().equals("SHA-256"))
			.map((hash) -> hash.path("content").asString())
			.findFirst()
			.orElse("");
	}

}
