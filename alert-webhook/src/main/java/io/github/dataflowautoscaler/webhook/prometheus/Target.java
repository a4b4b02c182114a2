package io.github.dataflowautoscaler.webhook.prometheus;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * Something that Prometheus scrapes.
 *
 * @param scrapeUrl the address that it asks
 * @param health {@code up}, {@code down}, or {@code unknown} before the first scrape
 * @param lastError why the last scrape failed, empty if it did not
 * @param lastScrape when that was, as Prometheus writes it; meaningless before the first
 * scrape
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Target(String scrapeUrl, String health, @Nullable String lastError, @Nullable String lastScrape) {

	public boolean isDown() {
		return this.health.equals("down");
	}

	/**
	 * Describes a target by its series {@code up}, for a server that does not list
	 * targets.
	 * @param up the labels of its series {@code up}
	 * @param health {@code up} or {@code down}
	 * @return the target
	 */
	static Target of(Map<String, String> up, String health) {
		return new Target("http://" + up.getOrDefault("instance", ""), health, "this server does not show why", null);
	}

	/**
	 * Tells why the last scrape failed, and when that was.
	 * @return the server's words
	 */
	public String error() {
		return String.valueOf(this.lastError).strip() + scraped().map((time) -> " (at %s)".formatted(time)).orElse("");
	}

	/** Tells whether it has not been scraped yet. */
	public boolean isNew() {
		return this.health.equals("unknown");
	}

	/**
	 * Tells when it was scraped last.
	 * @return the time, empty if it is not known
	 */
	public Optional<Instant> scraped() {
		try {
			return Optional.ofNullable(this.lastScrape)
				.map((time) -> OffsetDateTime.parse(time).toInstant().truncatedTo(ChronoUnit.SECONDS));
		}
		catch (DateTimeParseException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Tells whether this is an instance's own endpoint.
	 * @param address host and port of the instance
	 * @return whether Prometheus scrapes that address
	 */
	public boolean isAt(String address) {
		return this.scrapeUrl.matches("https?://%s(/.*|$)".formatted(Pattern.quote(address)));
	}

}
