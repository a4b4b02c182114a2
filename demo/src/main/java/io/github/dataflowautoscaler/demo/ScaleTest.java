package io.github.dataflowautoscaler.demo;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.dataflowautoscaler.demo.dataflow.AppInstance;
import io.github.dataflowautoscaler.demo.dataflow.DataFlowClient;
import io.github.dataflowautoscaler.demo.platform.Environment;

/**
 * The recipe's stream {@code scaletest}: {@code time | transform | log} over four
 * partitions. One of the two consumers has work to do, {@code transform} in the recipe.
 * It is waiting, as for a remote call, so that one instance does about ten messages a
 * second, and four do four times as many on any machine; the recipe's arithmetic would
 * only be faster with more processors.
 */
public final class ScaleTest {

	/** The stream's name. */
	public static final String STREAM = "scaletest";

	/** The application that is scaled. */
	public static final String APPLICATION = "transform";

	/** The application that is not scaled in the recipe. */
	public static final String SINK = "log";

	private static final String WORK = " --expression=\"T(java.lang.Thread).sleep(100) == null ? payload : payload\"";

	private final DataFlowClient dataFlow;

	private final int partitions;

	private final String worker;

	/**
	 * The recipe's stream, not deployed yet.
	 * @param dataFlow where it is to run
	 * @param partitions between {@code time} and {@code transform}; 4 in the recipe
	 */
	public ScaleTest(DataFlowClient dataFlow, int partitions) {
		this(dataFlow, partitions, APPLICATION);
	}

	/**
	 * The stream with another bottleneck, not deployed yet.
	 * @param dataFlow where it is to run
	 * @param partitions between the application that has work to do and the one before
	 * @param worker {@link #APPLICATION} or {@link #SINK}
	 */
	public ScaleTest(DataFlowClient dataFlow, int partitions, String worker) {
		this.dataFlow = dataFlow;
		this.partitions = partitions;
		this.worker = worker;
	}

	/**
	 * Registers the applications and deploys the stream, with one instance of each. Data
	 * Flow goes on by itself; {@link #isDeployed()} tells when it is done.
	 * @param environment where the applications are, and where they are to run
	 */
	public void deploy(Environment environment) {
		this.dataFlow.register("source", "time", environment.application("time-source"));
		this.dataFlow.register("processor", "transform", environment.application("transform-processor"));
		this.dataFlow.register("sink", "log", environment.application("log-sink"));
		this.dataFlow.createStream(STREAM, definition());
		this.dataFlow.deploy(STREAM, deploymentProperties(environment));
	}

	/**
	 * Says whether all applications run, by Data Flow's word.
	 * @return whether the stream is deployed
	 */
	public boolean isDeployed() {
		return this.dataFlow.status(STREAM).equals("deployed")
				&& this.dataFlow.instances(STREAM).stream().allMatch(AppInstance::isDeployed);
	}

	/**
	 * Updates the stream so that {@code time} sends at another pace, as an operator
	 * would.
	 * @param load the messages to send
	 */
	public void load(Load load) {
		this.dataFlow.update(STREAM, Map.of("app.time.trigger.time-unit", load.timeUnit(),
				"app.time.trigger.fixed-delay", String.valueOf(load.fixedDelay())));
	}

	/**
	 * Updates the stream so that the application with work to do is replaced by its next
	 * version.
	 * @param version differs from all before
	 */
	public void upgrade(String version) {
		this.dataFlow.update(STREAM, Map.of("app." + this.worker + ".info.version", version));
	}

	/**
	 * Counts the deployed instances of the application that is scaled.
	 * @return the number that Data Flow's runtime API shows
	 */
	public long instances() {
		return this.dataFlow.instances(STREAM)
			.stream()
			.filter((instance) -> instance.application().equals(APPLICATION) && instance.isDeployed())
			.count();
	}

	private String definition() {
		return "time --fixed-delay=995 --time-unit=MILLISECONDS | transform%s | log%s".formatted(
				this.worker.equals(APPLICATION) ? WORK : " --expression=payload", this.worker.equals(SINK) ? WORK : "");
	}

	private Map<String, String> deploymentProperties(Environment environment) {
		Map<String, String> properties = new LinkedHashMap<>(environment.deploymentProperties());
		// In the usual spelling, producer.partitionKeyExpression, Data Flow would
		// overwrite the number of partitions with 1.
		String producer = "app." + (this.worker.equals(SINK) ? APPLICATION : "time")
				+ ".spring.cloud.stream.bindings.output.producer.";
		properties.put(producer + "partition-key-expression", "payload");
		properties.put(producer + "partition-count", String.valueOf(this.partitions));
		String binder = "app." + this.worker + ".spring.cloud.stream.kafka.binder.";
		properties.put(binder + "autoAddPartitions", "true");
		properties.put(binder + "minPartitionCount", String.valueOf(this.partitions));
		// New instances wait for the old one to end its batch: a second's work, not 50.
		properties.put(binder + "consumerProperties.max.poll.records", "10");
		return properties;
	}

	/**
	 * How many messages {@code time} sends.
	 *
	 * @param fixedDelay time between two messages
	 * @param timeUnit the name of its {@link java.util.concurrent.TimeUnit}
	 */
	public record Load(int fixedDelay, String timeUnit) {

		/** One message a second, as in the recipe. */
		public static final Load LOW = new Load(995, "MILLISECONDS");

		/** 20 messages a second: three instances' work at the usual utilization. */
		public static final Load THREE_INSTANCES = new Load(50_000, "MICROSECONDS");

		/** 25 messages a second: too many for two instances, few for four. */
		public static final Load HIGH = new Load(40_000, "MICROSECONDS");

	}

}
