package io.github.dataflowautoscaler.demo.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.dataflowautoscaler.demo.platform.RecordedProcesses;

/**
 * Leads a port of this machine to a Service for as long as it is open. kubectl ends with
 * the Pod that it has chosen, and at times with a connection; then it is started anew.
 */
final class PortForward implements AutoCloseable {

	private static final Duration PAUSE = Duration.ofMillis(500);

	private final ProcessBuilder builder;

	private final RecordedProcesses processes;

	private final Thread keeper;

	private PortForward(ProcessBuilder builder, RecordedProcesses processes) {
		this.builder = builder;
		this.processes = processes;
		this.keeper = new Thread(this::keep, "port-forward");
		this.keeper.setDaemon(true);
	}

	/**
	 * Begins to lead there.
	 * @param builder how to start it
	 * @param log where it writes to
	 * @param processes takes down what was started
	 * @return what ends it
	 */
	static PortForward open(ProcessBuilder builder, Path log, RecordedProcesses processes) {
		PortForward forward = new PortForward(
				builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())),
				processes);
		forward.keeper.start();
		return forward;
	}

	@Override
	public void close() {
		this.keeper.interrupt();
	}

	private void keep() {
		try {
			while (true) {
				Process process = this.builder.start();
				this.processes.add(process.toHandle());
				try {
					process.waitFor();
				}
				finally {
					process.destroy();
				}
				TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
			}
		}
		catch (InterruptedException ex) {
			// Closed.
		}
		catch (IOException ex) {
			throw new UncheckedIOException("kubectl could not be started", ex);
		}
	}

}
