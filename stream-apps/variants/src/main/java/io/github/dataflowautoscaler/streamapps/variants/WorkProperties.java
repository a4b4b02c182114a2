package io.github.dataflowautoscaler.streamapps.variants;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much there is to do.
 *
 * @param perMessage what a source waits between two messages, and what the others take
 * for each
 */
@ConfigurationProperties("work")
record WorkProperties(@DefaultValue("10ms") Duration perMessage) {

	/**
	 * Works by waiting, as for a remote call.
	 * @param messages for so many messages
	 */
	void on(int messages) {
		try {
			Thread.sleep(this.perMessage.multipliedBy(messages).toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
