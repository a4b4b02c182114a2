package io.github.dataflowautoscaler.bench.webhook;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import java.util.StringJoiner;
import java.util.jar.Attributes;
import java.util.jar.Attributes.Name;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/**
 * Spring Boot's executable jar. Java archives the classes of plain jars only, so it has
 * to be taken apart, as it is in the container image.
 */
final class ExecutableJar {

	private static final String LIBRARIES = "BOOT-INF/lib/";

	private static final String CLASSES = "BOOT-INF/classes/";

	private static final String LOADER = "org/springframework/boot/loader/";

	private ExecutableJar() {
	}

	/**
	 * Writes a plain jar that does the same, and its libraries to {@code lib} beside it.
	 * @param executable the executable jar
	 * @param plain the plain jar, replaced if it is there
	 * @throws IOException if one can't be read or written
	 */
	static void unpack(Path executable, Path plain) throws IOException {
		Path libraries = plain.resolveSibling("lib");
		Files.createDirectories(libraries);
		try (JarFile jar = new JarFile(executable.toFile());
				OutputStream file = Files.newOutputStream(plain);
				JarOutputStream classes = new JarOutputStream(file, manifest(jar))) {
			Set<String> names = new HashSet<>(Set.of("", JarFile.MANIFEST_NAME));
			for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements();) {
				JarEntry entry = entries.nextElement();
				String name = entry.getName();
				if (name.startsWith(LIBRARIES)) {
					library(jar, entry, libraries);
				}
				else if (!name.startsWith(LOADER) && names.add(inPlainJar(name))) {
					// Also directories: without theirs, Spring finds no templates.
					classes.putNextEntry(new ZipEntry(inPlainJar(name)));
					jar.getInputStream(entry).transferTo(classes);
				}
			}
		}
	}

	private static String inPlainJar(String name) {
		return name.startsWith(CLASSES) ? name.substring(CLASSES.length()) : name;
	}

	private static void library(JarFile jar, JarEntry entry, Path directory) throws IOException {
		if (!entry.isDirectory()) {
			Files.copy(jar.getInputStream(entry), directory.resolve(entry.getName().substring(LIBRARIES.length())),
					StandardCopyOption.REPLACE_EXISTING);
		}
	}

	/** The libraries keep their order, by which the first of two equal classes counts. */
	private static Manifest manifest(JarFile jar) throws IOException {
		Attributes executable = jar.getManifest().getMainAttributes();
		StringJoiner libraries = new StringJoiner(" ");
		jar.stream()
			.map(ZipEntry::getName)
			.filter((name) -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
			.forEach((name) -> libraries.add("lib/" + name.substring(LIBRARIES.length())));
		Manifest manifest = new Manifest();
		Attributes plain = manifest.getMainAttributes();
		plain.put(Name.MANIFEST_VERSION, "1.0");
		plain.put(Name.MAIN_CLASS, executable.getValue("Start-Class"));
		plain.put(Name.CLASS_PATH, libraries.toString());
		for (Name name : new Name[] { Name.IMPLEMENTATION_TITLE, Name.IMPLEMENTATION_VERSION }) {
			plain.put(name, executable.getValue(name));
		}
		return manifest;
	}

}
