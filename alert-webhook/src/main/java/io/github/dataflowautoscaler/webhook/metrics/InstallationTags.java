package io.github.dataflowautoscaler.webhook.metrics;

import io.github.dataflowautoscaler.webhook.installation.Selector;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;

import org.springframework.boot.micrometer.metrics.autoconfigure.MeterRegistryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Adds the labels of the installation to everything that is exported: its rules select by
 * them.
 */
@Component
class InstallationTags implements MeterRegistryCustomizer<MeterRegistry> {

	private final Selector selector;

	InstallationTags(Selector selector) {
		this.selector = selector;
	}

	@Override
	public void customize(MeterRegistry registry) {
		registry.config()
			.commonTags(this.selector.labels()
				.entrySet()
				.stream()
				.map((label) -> Tag.of(label.getKey(), label.getValue()))
				.toList());
	}

}
