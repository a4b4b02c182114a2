package io.github.dataflowautoscaler.webhook.doctor;

import java.util.List;
import java.util.Set;

import io.github.dataflowautoscaler.webhook.decision.Arrival;
import io.github.dataflowautoscaler.webhook.decision.Measurement;
import io.github.dataflowautoscaler.webhook.decision.Observation;
import io.github.dataflowautoscaler.webhook.decision.Witness;
import io.github.dataflowautoscaler.webhook.doctor.KnownMeasures.Gap;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KnownMeasures}.
 */
class MeasuresTests {

	private static final Measurement NONE = Measurement.unknown("nobody tells");

	private static final Exports NOTHING = new Exports(false, Set.of(), Set.of(), false);

	private static final Exports BINDER = new Exports(false, Set.of("input", "output"), Set.of(), true);

	private static final Exports CLIENT = new Exports(false, Set.of(), Set.of("consumer-1"), false);

	@Test
	void whatIsKnownIsNamedWithItsWitness() {
		KnownMeasures measures = new KnownMeasures(
				observation(by(Witness.LINKS), by(Witness.CLIENT), by(Witness.LISTENER), by(Witness.CLIENT), by(null)),
				BINDER, false, List.of());
		assertThat(measures.gaps()).isEmpty();
		assertThat(measures.known())
			.isEqualTo("arrival by what the upstream applications send, input by its Kafka clients, "
					+ "busy time by the timers of Spring Kafka's listeners, consumers by its Kafka clients, lag");
	}

	@Test
	@DisplayName("case 62: an application that exports nothing needs metrics")
	void anApplicationThatExportsNothingNeedsMetrics() {
		KnownMeasures measures = unknown(NOTHING, false);
		assertThat(measures.known()).isEmpty();
		assertThat(measures.gaps()).extracting(Gap::message)
			.containsExactly("arrival is unknown", "input is unknown", "busy time is unknown", "consumers are unknown",
					"lag is unknown");
		assertThat(remedy(measures, "input")).isEqualTo(remedy(measures, "busy"))
			.contains("management.metrics.enable.kafka=false", "management.metrics.enable.spring.integration=false",
					"Micrometer", "KafkaStreamsMicrometerListener");
		assertThat(remedy(measures, "consumers")).isEqualTo("See the check metrics");
		assertThat(remedy(measures, "lag")).contains("with another one it is sized without");
	}

	@Test
	@DisplayName("case 59: bindings that nobody can tell from other channels need a name")
	void bindingsThatNobodyCanTellFromOtherChannelsNeedAName() {
		KnownMeasures measures = unknown(
				new Exports(false, Set.of("drinks", "orders", "output", "errorChannel", "a.channel#0"), Set.of(), true),
				false);
		assertThat(remedy(measures, "input")).isEqualTo(remedy(measures, "busy"))
			.startsWith("Call drinks and orders input or output by spring.cloud.stream.function.bindings")
			.contains("management.metrics.enable.kafka=true");
	}

	@Test
	void whatIsCountedIsKnownSoon() {
		assertThat(remedy(unknown(CLIENT, false), "input")).startsWith("Wait for a minute");
		assertThat(remedy(unknown(BINDER, false), "input")).startsWith("Wait for a minute");
		assertThat(remedy(unknown(BINDER, false), "busy")).startsWith("Wait for a minute");
		assertThat(remedy(unknown(BINDER, false), "lag")).startsWith("Wait for a minute");
		assertThat(remedy(unknown(new Exports(true, Set.of(), Set.of(), false), false), "input"))
			.startsWith("Wait for a minute");
	}

	@Test
	void rarePollsAreToBecomeMoreFrequent() {
		assertThat(remedy(unknown(CLIENT, true), "input")).contains("every 20 s", "max.poll.records");
	}

	@Test
	void whoseListenersNobodyTimesIsNotKnownToBeBusy() {
		KnownMeasures measures = new KnownMeasures(
				observation(by(Witness.LAG), by(Witness.CLIENT), NONE, by(Witness.CLIENT), by(null)), CLIENT, false,
				List.of());
		assertThat(measures.gaps()).hasSize(1);
		assertThat(remedy(measures, "busy")).contains("time its listeners", "by steps");
	}

	@Test
	@DisplayName("case 68: consumers that are unknown need the client's metrics")
	void threadsThatAreUnknownNeedTheClientsMetrics() {
		KnownMeasures measures = new KnownMeasures(
				observation(by(Witness.LINKS), by(Witness.BINDING), by(Witness.BINDING), NONE, by(null)), BINDER, false,
				List.of());
		assertThat(measures.gaps()).hasSize(1);
		assertThat(remedy(measures, "consumers")).contains("management.metrics.enable.kafka=true");
	}

	@Test
	@DisplayName("case 68: consumers that are assumed are not known")
	void threadsThatAreAssumedAreNotKnown() {
		KnownMeasures measures = new KnownMeasures(observation(by(Witness.LINKS), by(Witness.BINDING),
				by(Witness.BINDING), by(Witness.ASSUMPTION), by(null)), NOTHING, false, List.of());
		assertThat(measures.gaps()).extracting(Gap::message).containsExactly("consumers are assumed, one an instance");
		assertThat(measures.known()).doesNotContain("consumers");
		assertThat(remedy(measures, "consumers")).contains("RabbitMQ", "concurrency at 1", "strategy step");
	}

	@Test
	@DisplayName("case 62: the lag of Kafka Streams is not known")
	void theLagOfKafkaStreamsIsNotKnown() {
		Exports streams = new Exports(false, Set.of(), Set.of("count-1f2e-StreamThread-1-consumer"), false);
		assertThat(remedy(unknown(streams, false), "lag")).contains("Kafka Streams", "never scaled in");
		assertThat(remedy(unknown(CLIENT, false), "lag")).contains("spring_cloud_stream_binder_kafka_offset",
				"never scaled in");
	}

	@Test
	@DisplayName("case 60: an application that sends without counting is named")
	void whoSendsWithoutCountingIsNamed() {
		KnownMeasures measures = new KnownMeasures(
				observation(NONE, by(Witness.CLIENT), by(Witness.CLIENT), by(Witness.CLIENT), by(null)), CLIENT, false,
				List.of(new ApplicationId("s", "http"), new ApplicationId("t", "http")));
		assertThat(remedy(measures, "arrival")).contains("Let s/http and t/http count",
				"spring.cloud.stream.output-bindings");
	}

	@Test
	void aRateOverHalfAMinuteIsEnough() {
		Observation seen = unknown(CLIENT, false).seen();
		Observation recent = new Observation(new Arrival(NONE, by(Witness.LAG), NONE, NONE), seen.input(),
				seen.output(), seen.busy(), seen.lag(), seen.lagTrend(), seen.instances(), seen.consumers(),
				seen.partitions(), null);
		assertThat(new KnownMeasures(recent, CLIENT, false, List.of()).known())
			.isEqualTo("arrival by what is taken in and what the lag grows by");
	}

	private static KnownMeasures unknown(Exports exports, boolean rarelyPolls) {
		return new KnownMeasures(observation(NONE, NONE, NONE, NONE, NONE), exports, rarelyPolls, List.of());
	}

	private static String remedy(KnownMeasures measures, String begin) {
		return measures.gaps()
			.stream()
			.filter((gap) -> gap.message().startsWith(begin))
			.map(Gap::remedy)
			.findFirst()
			.orElse("no gap");
	}

	private static Measurement by(Witness witness) {
		return Measurement.of(1).by(witness);
	}

	private static Observation observation(Measurement arrival, Measurement input, Measurement busy,
			Measurement consumers, Measurement lag) {
		return new Observation(new Arrival(arrival, NONE, NONE, NONE), input, NONE, busy, lag, NONE, NONE, consumers,
				NONE, null);
	}

}
