package io.github.dataflowautoscaler.demo.kubernetes;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.github.dataflowautoscaler.demo.platform.Await;

/**
 * kubectl, with one context and one namespace of it.
 *
 * @param context one of kubectl's contexts
 * @param namespace the namespace for all that does not name another one
 */
record Kubectl(String context, String namespace) {

	/**
	 * Runs kubectl to its end.
	 * @param arguments what follows on the command line
	 * @return what it printed
	 * @throws IllegalStateException with what it printed, if it failed
	 */
	String run(String... arguments) {
		return run(builder(arguments).redirectErrorStream(true), arguments);
	}

	/**
	 * Runs kubectl to its end, and tells meanwhile what it is that takes long.
	 * @param await how to wait
	 * @param what what is awaited, in words
	 * @param atMost when to give up
	 * @param arguments what follows on the command line
	 * @throws IllegalStateException with what it printed, if it failed, or if it took too
	 * long
	 */
	void run(Await await, String what, Duration atMost, String... arguments) {
		CompletableFuture<String> end = CompletableFuture.supplyAsync(() -> run(arguments));
		await.until(what, atMost, end::isDone);
		try {
			end.join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof IllegalStateException cause) ? cause : ex;
		}
	}

	/**
	 * Writes what kubectl prints into a file; what failed is in there, too.
	 * @param file the file
	 * @param arguments what follows on the command line
	 */
	void save(Path file, String... arguments) {
		try {
			builder(arguments).redirectErrorStream(true).redirectOutput(file.toFile()).start().waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Returns how to start kubectl.
	 * @param arguments what follows on the command line
	 * @return a process that reads nothing
	 */
	ProcessBuilder builder(String... arguments) {
		List<String> command = new ArrayList<>(
				List.of("kubectl", "--context", this.context, "--namespace", this.namespace));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).redirectInput(Redirect.from(new File("/dev/null")));
	}

	private static String run(ProcessBuilder builder, String... arguments) {
		try {
			Process process = builder.start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (process.waitFor() != 0) {
				throw new IllegalStateException(
						"kubectl %s failed: %s".formatted(String.join(" ", arguments), output.strip()));
			}
			return output;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted during kubectl", ex);
		}
	}

}
