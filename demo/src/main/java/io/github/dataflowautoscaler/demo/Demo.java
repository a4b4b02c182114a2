package io.github.dataflowautoscaler.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.dataflowautoscaler.demo.Story.Chapter;
import io.github.dataflowautoscaler.demo.kubernetes.KubernetesEnvironment;
import io.github.dataflowautoscaler.demo.kubernetes.Target;
import io.github.dataflowautoscaler.demo.platform.Environment;
import io.github.dataflowautoscaler.demo.platform.Installation;
import io.github.dataflowautoscaler.demo.platform.Platform;
import io.github.dataflowautoscaler.demo.platform.Ports;

/**
 * Runs the demo; {@code demo/run} builds first and then comes here.
 */
public final class Demo {

	private static final PrintStream out = System.out;

	private final Installation installation;

	private final boolean keep;

	private final AtomicBoolean ending = new AtomicBoolean();

	private Demo(Installation installation, boolean keep) {
		this.installation = installation;
		this.keep = keep;
	}

	/**
	 * Ends with exit code 0 only if Data Flow showed the scale-out and the scale-in.
	 * @param args {@code --keep} leaves everything running
	 */
	public static void main(String[] args) {
		Installation installation = new Installation(Path.of(System.getProperty("demo.project")),
				Path.of(System.getProperty("demo.directory")), new Ports(Integer.getInteger("demo.port")));
		System.exit(new Demo(installation, List.of(args).contains("--keep")).run() ? 0 : 1);
	}

	private boolean run() {
		try {
			Environment environment = environment();
			Runtime.getRuntime().addShutdownHook(new Thread(() -> end(environment)));
			Story story = new Story(environment, new Timeline(out, Integer.getInteger("demo.width")));
			story.tell();
			summarize(story);
			if (this.keep) {
				this.ending.set(true);
				out.printf("%n%s", environment.description());
			}
			return true;
		}
		catch (RuntimeException ex) {
			if (!this.ending.get()) {
				out.printf("%n%nThe demo failed: %s%nLogs: %s%n", ex.getMessage(), this.installation.run());
			}
			return false;
		}
	}

	private Environment environment() {
		return Target.ofSystemProperties()
			.<Environment>map((target) -> new KubernetesEnvironment(this.installation, target))
			.orElseGet(() -> new Platform(this.installation));
	}

	private void end(Environment environment) {
		if (this.ending.compareAndSet(false, true)) {
			out.printf("%nEnding all that was started. Logs: %s%n", environment.logs());
			environment.close();
		}
	}

	private static void summarize(Story story) {
		out.printf("%n%6s  %-45s %8s %8s %8s%n", "when", "what was seen", "arrival", "input", "lag");
		for (Chapter chapter : story.chapters()) {
			Situation situation = chapter.situation();
			out.printf("%5ds  %-45s %8s %8s %8s%n", chapter.at().toSeconds(), chapter.what(),
					Situation.text("%.1f/s", situation.arrival()), Situation.text("%.1f/s", situation.input()),
					Situation.text("%.0f", situation.lag()));
		}
		out.printf("%nData Flow itself showed the scale-out and the scale-in.");
		if (story.peakResidentBytes() > 0) {
			out.printf("%nPeak memory of all processes: %.2f GiB.", story.peakResidentBytes() / (double) (1L << 30));
		}
		out.printf("%n%n");
		story.chart().lines().forEach(out::println);
	}

}
