package io.github.dataflowautoscaler.webhook.http;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The limits of requests to the webhook.
 *
 * @param maxSize largest body
 * @param maxReadTime longest time that a client may take to send it
 */
@ConfigurationProperties("autoscale.requests")
record RequestLimits(@DefaultValue("1MB") DataSize maxSize, @DefaultValue("10s") Duration maxReadTime) {
}
