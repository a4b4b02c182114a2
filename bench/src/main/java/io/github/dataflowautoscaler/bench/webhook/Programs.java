package io.github.dataflowautoscaler.bench.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * The programs that are measured.
 *
 * @param directory where the executable jars are
 */
record Programs(Path directory) {

	/** That of this process. */
	static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

	Programs {
		directory = directory.toAbsolutePath();
	}

	/**
	 * Java's options in the container image, so that it is started like that anywhere.
	 */
	static List<String> imageOptions() throws IOException {
		Properties image = new Properties();
		try (InputStream file = Programs.class.getResourceAsStream("/image.properties")) {
			image.load(file);
		}
		return List.of(image.getProperty("jvm-flags").split(","));
	}

	Path control() {
		return this.directory.resolve("control.jar");
	}

	Path webHook() {
		return this.directory.resolve("alert-webhook.jar");
	}

	/** The webhook's own classes, beside its libraries, as in the image. */
	Path unpacked() {
		return image().resolve("alert-webhook.jar");
	}

	/** The classes that a start loads, for Java to map into memory. */
	Path archive() {
		return image().resolve("classes.jsa");
	}

	private Path image() {
		return this.directory.resolve("image");
	}

	/**
	 * Unpacks the webhook and archives its classes, as a release does for the image.
	 * @param classes the file with their names
	 * @throws IOException if one of both fails
	 * @throws InterruptedException if that happens to the calling thread
	 */
	void prepare(Path classes) throws IOException, InterruptedException {
		ExecutableJar.unpack(webHook(), unpacked());
		List<String> command = new ArrayList<>(List.of(JAVA));
		command.addAll(imageOptions());
		command.addAll(List.of("-Xshare:dump", "-XX:SharedClassListFile=" + classes.toAbsolutePath(),
				"-XX:SharedArchiveFile=" + archive(), "-cp", unpacked().toString()));
		Path log = this.directory.resolve("archive.log");
		int exit = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
		if (exit != 0) {
			throw new IOException("The classes could not be archived; see " + log);
		}
	}

}
