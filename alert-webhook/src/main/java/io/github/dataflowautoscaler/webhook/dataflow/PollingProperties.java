package io.github.dataflowautoscaler.webhook.dataflow;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long Data Flow may take, and how often it is asked for all streams.
 *
 * @param connectTimeout longest time to connect
 * @param readTimeout longest time to wait for an answer
 * @param refreshInterval time between two readings of all streams, for metrics, discovery
 * and health
 * @param staleAfter age at which a reading is no longer shown as the present state
 */
@ConfigurationProperties("autoscale.dataflow")
record PollingProperties(@DefaultValue("3s") Duration connectTimeout, @DefaultValue("15s") Duration readTimeout,
		@DefaultValue("10s") Duration refreshInterval, @DefaultValue("1m") Duration staleAfter) {
}
