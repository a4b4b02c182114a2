package io.github.dataflowautoscaler.e2e;

/**
 * A Pod that posts a notification to the webhook's Service ten times a second, and never
 * again. It is gone with {@link #close()}.
 */
final class ConstantNotifications implements AutoCloseable {

	private static final String DIRECTORY = "e2e/src/test/resources/kubernetes/";

	private final Kubectl kubectl;

	ConstantNotifications(Kubectl kubectl) {
		this.kubectl = kubectl;
		kubectl.run("create", "configmap", "notifications",
				"--from-file=" + MonitoringTools.projectFile(DIRECTORY + "Notifications.java"));
		kubectl.run("apply", "--filename=" + MonitoringTools.projectFile(DIRECTORY + "notifications.yaml"));
	}

	/**
	 * Returns what became of those that were posted so far.
	 * @return the numbers, all 0 if none was
	 */
	Count count() {
		String line = this.kubectl.run("logs", "--tail=1", "--ignore-errors", "notifications");
		if (!line.matches("(?s)\\d+ \\d+ \\d+ .*")) {
			return new Count(0, 0, 0, line);
		}
		String[] numbers = line.strip().split(" ", 4);
		return new Count(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Long.parseLong(numbers[2]),
				(numbers.length > 3) ? numbers[3] : "");
	}

	@Override
	public void close() {
		this.kubectl.run("delete", "pod/notifications", "configmap/notifications");
	}

	/**
	 * What became of notifications.
	 *
	 * @param posted how many were posted
	 * @param failed how many of them were not answered with 200
	 * @param longest the longest time without such an answer around a failure, in
	 * milliseconds
	 * @param failure the last failure
	 */
	record Count(int posted, int failed, long longest, String failure) {

	}

}
