package io.github.dataflowautoscaler.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * What the rules make of real applications that are not written as the stock ones are.
 * Each of them gets the same 20 messages a second and takes 20 ms for one, so what is
 * measured of them has to be the same, too.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MeasuredApplicationsIT {

	private static final int FIRST_PORT = 19380;

	/** Slow machines scrape late, and a sum of rates has noise. */
	private static final double NOISE = 0.15;

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private static final String STREAM = "--spring.cloud.stream.";

	private static final String WORK = "--spel.function.expression=T(java.lang.Thread).sleep(20) == null ? payload : payload";

	private static final String NO_LISTENER = "--management.metrics.enable.spring.kafka.listener=false";

	private final Variants variants = new Variants(
			MonitoringTools.projectFile(Path.of("e2e", "target", "variants").toString()), FIRST_PORT);

	@BeforeAll
	void start() {
		this.variants.start();
		this.variants.run("time", "time-source", "--trigger.fixed-delay=50", "--trigger.time-unit=MILLISECONDS",
				STREAM + "bindings.output.destination=s.time", STREAM + "kafka.binder.minPartitionCount=3",
				STREAM + "kafka.binder.autoAddPartitions=true");
		// Who consumes would create the topic, with one partition.
		this.variants.await().until("the topic", PATIENCE, () -> rate("output", "time") > 0);
		transform("observed", "input", "output", NO_LISTENER, "--spring.integration.management.observation-patterns=*");
		transform("function", "transform-in-0", "transform-out-0", NO_LISTENER);
		transform("barista", "drinks", "served");
		transform("threads", "input", "output", STREAM + "bindings.input.consumer.concurrency=3",
				"--management.metrics.enable.kafka=false");
		variant("batch", STREAM + "kafka.bindings.input.consumer.configuration.fetch.min.bytes=100000",
				STREAM + "kafka.bindings.input.consumer.configuration.fetch.max.wait.ms=2000");
		variant("streams");
		this.variants.run("bridge", "variants", "--spring.profiles.active=bridge", "--work.per-message=20ms",
				STREAM + "bindings.output.destination=s.bridge");
		this.variants.run("overridden", "transform-processor", STREAM + "bindings.input.destination=s.bridge",
				STREAM + "bindings.input.group=overridden", STREAM + "bindings.output.destination=s.overridden");
		this.variants.run("idle", "transform-processor", STREAM + "bindings.input.destination=s.nothing",
				STREAM + "bindings.input.group=idle", STREAM + "bindings.output.destination=s.idle");
		Stream.of("observed", "function", "barista", "threads", "batch", "streams", "overridden")
			.forEach((name) -> this.variants.link("time", name));
	}

	/** Bindings have the group and destinations of their own name. */
	private void transform(String name, String input, String output, String... more) {
		this.variants.run(name, "transform-processor",
				Stream
					.concat(Stream.of(WORK, STREAM + "function.bindings.transform-in-0=" + input,
							STREAM + "function.bindings.transform-out-0=" + output,
							STREAM + "bindings." + input + ".group=" + name,
							STREAM + "bindings." + input + ".destination=s.time",
							STREAM + "bindings." + output + ".destination=s." + name), Stream.of(more))
					.toArray(String[]::new));
	}

	private void variant(String name, String... more) {
		this.variants.run(name, "variants",
				Stream.concat(Stream.of("--spring.profiles.active=" + name, "--work.per-message=20ms",
						STREAM + "bindings.input.destination=s.time", STREAM + "bindings.input.group=" + name,
						STREAM + "bindings.output.destination=s." + name), Stream.of(more))
					.toArray(String[]::new));
	}

	@AfterAll
	void stop() {
		this.variants.close();
	}

	@ParameterizedTest(name = "{0}: by {1} and {2}, {3} thread(s)")
	@CsvSource({ "observed, 2, 2, 1", "function, 2, 2, 1", "barista, 1, 1, 1", "threads, 1, 1, 3", "batch, 3, 3, 1",
			"streams, 3, 3, 1" })
	@DisplayName("cases 58 to 62, 68: measured by what is there")
	void measured(String application, int inputWitness, int busyWitness, int threads) {
		double sent = awaitSettled(application);
		assertThat(rate("input", application)).isCloseTo(sent, within(NOISE * sent));
		if (!application.equals("batch")) {
			assertThat(rate("output", application)).isCloseTo(sent, within(NOISE * sent));
		}
		assertThat(rate("busy", application)).isBetween(0.35, 0.7);
		assertThat(rate("arrival", application)).isCloseTo(sent, within(NOISE * sent));
		assertThat(value("autoscale:consumers:count", application)).hasValue(threads);
		assertThat(value("autoscale:input:witness", application)).hasValue(inputWitness);
		// Of a batch's two witnesses it is the one that tells of more work.
		assertThat(value("autoscale:busy:witness", application).orElse(0))
			.isIn(application.equals("batch") ? new Object[] { 1.0, 3.0 } : new Object[] { (double) busyWitness });
	}

	@Test
	@DisplayName("case 60: a source that sends by StreamBridge sends")
	void bridge() {
		this.variants.await().until("the bridge to send", PATIENCE, () -> rate("output", "bridge") > 45);
		assertThat(rate("output", "bridge")).isBetween(45.0, 55.0);
	}

	@Test
	@DisplayName("cases 63, 65: more arrives than along the edge that is drawn")
	void overridden() {
		this.variants.await()
			.until("what arrives to be known by the lag", PATIENCE,
					() -> value("autoscale:arrival:witness", "overridden").orElse(0) == 5
							&& rate("arrival", "overridden") > 45);
		assertThat(rate("sent", "overridden")).isBetween(15.0, 25.0);
		assertThat(rate("arrival", "overridden")).isBetween(45.0, 55.0);
	}

	@Test
	@DisplayName("case 42: what has not been given a message yet takes in 0 and is not busy")
	void idle() {
		this.variants.await()
			.until("the idle one to be known", PATIENCE, () -> value("autoscale:input:rate1m", "idle").isPresent());
		assertThat(value("autoscale:input:rate1m", "idle")).hasValue(0);
		assertThat(rate("busy", "idle")).isBetween(0.0, 0.05);
		assertThat(value("autoscale:consumers:count", "idle")).hasValue(1);
	}

	/**
	 * Waits until an application has worked off what waited for it, and until its client
	 * shows its topic under both of its names, which takes a minute.
	 * @return what the source sends
	 */
	private double awaitSettled(String application) {
		this.variants.await().until("both names of the topic", PATIENCE, () -> this.variants.prometheus().value("""
				kafka_consumer_fetch_manager_records_consumed_total{application_name="streams", topic="s.time"}
				offset 30s""").isPresent());
		this.variants.await().until(application + " to keep up", PATIENCE, () -> {
			double sent = rate("output", "time");
			return rate("input", application) > (1 - NOISE / 2) * sent
					&& rate("input", application) < (1 + NOISE / 2) * sent;
		});
		return rate("output", "time");
	}

	private double rate(String measure, String application) {
		return value("autoscale:" + measure + ":rate1m", application).orElse(Double.NaN);
	}

	private OptionalDouble value(String series, String application) {
		return this.variants.prometheus().value("%s{application_name=\"%s\"}".formatted(series, application));
	}

}
