package io.github.dataflowautoscaler.streamapps.variants;

import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * A source that sends through {@link StreamBridge}, to a binding that is not declared.
 */
@Configuration
@Profile("bridge")
@EnableScheduling
class BridgeConfiguration {

	private final StreamBridge bridge;

	BridgeConfiguration(StreamBridge bridge) {
		this.bridge = bridge;
	}

	@Scheduled(fixedRateString = "${work.per-message:10ms}")
	void send() {
		this.bridge.send("output", "message");
	}

}
