package io.github.dataflowautoscaler.webhook.events;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether decisions are sent to Kafka. Where it is, and which topic, say the properties
 * of Spring Cloud Stream.
 *
 * @param enabled whether they are
 */
@ConfigurationProperties(EventProperties.PREFIX)
record EventProperties(@DefaultValue("false") boolean enabled) {

	static final String PREFIX = "autoscale.events";

	static final String ENABLED = PREFIX + ".enabled";

}
