package io.github.dataflowautoscaler.demo.platform;

import java.util.Map;

/**
 * What to replace by what in the configuration of Prometheus and Alertmanager for a
 * faster clock: nobody wants to watch for the ten minutes that sound rules take.
 */
public final class FastClock {

	/**
	 * Scrapes are sped up more than windows. The instances of an application are scraped
	 * at different times, so in a short window their sum is not exactly what the
	 * application before them sent, the less so the longer the interval is.
	 */
	public static final Map<String, String> SCRAPES = Map.of("scrape_interval: 15s", "scrape_interval: 2s",
			"scrape_timeout: 10s", "scrape_timeout: 2s", "evaluation_interval: 15s", "evaluation_interval: 2s",
			"refresh_interval: 10s", "refresh_interval: 2s");

	/**
	 * The scale-in alert lasts as long as the window, in which removed instances count.
	 */
	public static final Map<String, String> RULES = Map.of("    interval: 15s", "    interval: 2s", "[1m]", "[30s]",
			"offset 1m", "offset 30s", "[2m]", "[1m]", "[30s]", "[15s]", "offset 30s", "offset 15s", "offset 15s",
			"offset 8s", "for: 1m", "for: 30s");

	/** As often as the faster rules have something new to say. */
	public static final Map<String, String> NOTIFICATIONS = Map.of("group_wait: 5s", "group_wait: 2s",
			"group_interval: 30s", "group_interval: 10s", "repeat_interval: 50s", "repeat_interval: 15s");

	private FastClock() {
	}

}
