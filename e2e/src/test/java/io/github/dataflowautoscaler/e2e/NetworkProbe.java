package io.github.dataflowautoscaler.e2e;

import java.util.ArrayList;
import java.util.List;

/**
 * A Pod that is nothing but its labels, and tries to connect. It is gone with
 * {@link #close()}.
 */
final class NetworkProbe implements AutoCloseable {

	private final Kubectl kubectl;

	private final String name;

	NetworkProbe(Kubectl kubectl, String name, String... labels) {
		this.kubectl = kubectl;
		this.name = name;
		List<String> arguments = new ArrayList<>(List.of("run", name, "--image=cluster.local/probe:1",
				"--restart=Never", "--labels=" + String.join(",", labels), "--command", "--", "/probe", "serve", "1"));
		kubectl.run(arguments.toArray(String[]::new));
		kubectl.run("wait", "--for=condition=Ready", "pod/" + name, "--timeout=2m");
	}

	/**
	 * Tries to connect.
	 * @param server the address and the port
	 * @return whether there was an answer, of whatever kind; silence for three seconds is
	 * none
	 * @throws IllegalStateException if it can't be told, because nobody is there
	 */
	boolean reaches(String server) {
		String output = MonitoringTools.run(List.of("kubectl", "--namespace", this.kubectl.namespace(), "exec",
				this.name, "--", "/probe", "get", "http://" + server))
			.output();
		if (output.contains("no such host") || output.contains("refused")) {
			throw new IllegalStateException("%s can't ask %s: %s".formatted(this.name, server, output));
		}
		return !output.contains("Client.Timeout") && !output.contains("i/o timeout");
	}

	@Override
	public void close() {
		this.kubectl.run("delete", "pod", this.name, "--now", "--wait=false");
	}

}
