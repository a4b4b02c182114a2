package io.github.dataflowautoscaler.webhook.histories;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Keeps the webhook's classes from writing what thousands of replicas meet.
 */
final class Silence implements BeforeAllCallback, AfterAllCallback {

	private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("io.github.dataflowautoscaler.webhook");

	private Level before;

	@Override
	public void beforeAll(ExtensionContext context) {
		this.before = LOGGER.getLevel();
		LOGGER.setLevel(Level.OFF);
	}

	@Override
	public void afterAll(ExtensionContext context) {
		LOGGER.setLevel(this.before);
	}

}
