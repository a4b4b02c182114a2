package io.github.dataflowautoscaler.webhook.prometheus;

import java.util.Map;
import java.util.regex.Pattern;

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
	 * Tells of what is scraped by what came of it, for a server that says no more.
	 * @param up the labels of its series {@code up}
	 * @param health {@code up} or {@code down}
	 * @return the target
	 */
	static Target of(Map<String, String> up, String health) {
		return new Target("http://" + up.getOrDefault("instance", ""), health, "this server does not tell why");
	}

	/**
	 * Tells whether this is an instance's own endpoint.
	 * @param address host and port of the instance
	 * @return whether it is asked there
	 */
	public boolean isAt(String address) {
		return this.scrapeUrl.matches("https?://%s(/.*|$)".formatted(Pattern.quote(address)));
	}

}
