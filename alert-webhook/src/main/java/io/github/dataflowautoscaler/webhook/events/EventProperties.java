package io.github.dataflowautoscaler.webhook.events;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether decisions are sent to Kafka. Spring Cloud Stream's properties have the brokers
 * and the topic.
 *
 * @param enabled whether they are
 */
@ConfigurationProperties(EventProperties.PREFIX)
record EventProperties(@DefaultValue("false") boolean enabled) {

	static final String PREFIX = "autoscale.events";

	static final String ENABLED = PREFIX + ".enabled";

}
