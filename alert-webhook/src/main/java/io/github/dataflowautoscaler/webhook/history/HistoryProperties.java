package io.github.dataflowautoscaler.webhook.history;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much of the history is kept.
 *
 * @param retention how long a decision is remembered
 */
@ConfigurationProperties("autoscale.history")
record HistoryProperties(@DefaultValue("30d") Duration retention) {
}
