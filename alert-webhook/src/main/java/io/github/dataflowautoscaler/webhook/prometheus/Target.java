package io.github.dataflowautoscaler.webhook.prometheus;

import java.net.URI;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * Something that Prometheus scrapes.
 *
 * @param scrapeUrl the address that it asks
 * @param health {@code up}, {@code down}, or {@code unknown} before the first scrape
 * @param lastError why the last scrape failed, empty if it did not
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Target(String scrapeUrl, String health, @Nullable String lastError) {

	public boolean isDown() {
		return this.health.equals("down");
	}

	/**
	 * Tells whether this is an instance's own endpoint.
	 * @param address host and port of the instance
	 * @return whether it is asked there
	 */
	public boolean isAt(String address) {
		return address.equals(URI.create(this.scrapeUrl).getAuthority());
	}

}
