package io.github.dataflowautoscaler.webhook.metrics;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TaggedGauge}.
 */
class TaggedGaugeTests {

	private static final int SCRAPES = 2000;

	private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

	private final TaggedGauge gauge = new TaggedGauge(MultiGauge.builder("waiting").register(this.registry));

	@Test
	void valuesComeChangeAndGo() {
		this.gauge.show(Map.of(Tags.of("stream", "a"), 1.0, Tags.of("stream", "b"), 2.0));
		this.gauge.show(Map.of(Tags.of("stream", "b"), 3.0, Tags.of("stream", "c"), 4.0));
		assertThat(this.registry.scrape().lines()).filteredOn((line) -> !line.startsWith("#"))
			.containsExactlyInAnyOrder("waiting{stream=\"b\"} 3.0", "waiting{stream=\"c\"} 4.0");
		this.gauge.show(Map.of());
		assertThat(this.registry.scrape()).isEmpty();
	}

	@Test
	void everyScrapeFindsTheGaugeOnceWhileItsValueChanges() {
		this.gauge.show(Map.of(Tags.empty(), 0.0));
		AtomicBoolean over = new AtomicBoolean();
		CompletableFuture<Void> changes = CompletableFuture.runAsync(() -> {
			for (double value = 1; !over.get(); value++) {
				this.gauge.show(Map.of(Tags.empty(), value));
			}
		});
		try {
			for (int scrape = 0; scrape < SCRAPES; scrape++) {
				assertThat(this.registry.scrape().lines()).filteredOn((line) -> line.startsWith("waiting ")).hasSize(1);
			}
		}
		finally {
			over.set(true);
			changes.join();
		}
	}

}
