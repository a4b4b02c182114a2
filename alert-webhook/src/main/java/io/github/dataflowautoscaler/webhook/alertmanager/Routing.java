package io.github.dataflowautoscaler.webhook.alertmanager;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Where an Alertmanager sends alerts, by its configuration.
 */
public final class Routing {

	private final Route root;

	private final Map<String, List<String>> webhooks;

	private Routing(Route root, Map<String, List<String>> webhooks) {
		this.root = root;
		this.webhooks = Map.copyOf(webhooks);
	}

	/**
	 * Finds out what happens to an alert.
	 * @param labels its labels
	 * @return each place where it goes
	 */
	public List<Delivery> deliveries(Map<String, String> labels) {
		return this.root.find(labels)
			.stream()
			.map((route) -> new Delivery(route.receiver(), this.webhooks.getOrDefault(route.receiver(), List.of()),
					route.timing(), route.intervals()))
			.toList();
	}

	/**
	 * Reads a configuration.
	 * @param yaml its text
	 * @return the routes
	 * @throws AlertmanagerException if the text is no configuration
	 */
	static Routing parse(String yaml) {
		try {
			Map<?, ?> configuration = map(new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml));
			return new Routing(route(map(configuration.get("route")), "", Timing.DEFAULT),
					webhooks(list(configuration.get("receivers"))));
		}
		catch (YAMLException | IllegalArgumentException ex) {
			throw new AlertmanagerException("Alertmanager's configuration is not understood: " + ex.getMessage(),
					"Look at its routes with amtool", ex);
		}
	}

	/** What a route doesn't say it has from the one above. */
	private static Route route(Map<?, ?> route, String receiver, Timing timing) {
		String ownReceiver = text(route.get("receiver"), receiver);
		Timing ownTiming = new Timing(duration(route.get("group_interval"), timing.groupInterval()),
				duration(route.get("repeat_interval"), timing.repeatInterval()));
		return new Route(ownReceiver, matchers(route), Boolean.TRUE.equals(route.get("continue")), ownTiming,
				new Intervals(names(route.get("mute_time_intervals")), names(route.get("active_time_intervals"))),
				list(route.get("routes")).stream().map((child) -> route(map(child), ownReceiver, ownTiming)).toList());
	}

	private static List<Matcher> matchers(Map<?, ?> route) {
		List<Matcher> matchers = new ArrayList<>();
		list(route.get("matchers")).forEach((matcher) -> matchers.add(Matcher.parse(text(matcher, ""))));
		map(route.get("match")).forEach((label, value) -> matchers.add(matcher(label, "=", value)));
		map(route.get("match_re")).forEach((label, value) -> matchers.add(matcher(label, "=~", value)));
		return matchers;
	}

	private static Matcher matcher(@Nullable Object label, String operator, @Nullable Object value) {
		return new Matcher(text(label, ""), operator, text(value, ""));
	}

	private static Map<String, List<String>> webhooks(List<?> receivers) {
		Map<String, List<String>> webhooks = new HashMap<>();
		for (Object receiver : receivers) {
			webhooks.put(text(map(receiver).get("name"), ""),
					list(map(receiver).get("webhook_configs")).stream()
						.map((webhook) -> text(map(webhook).get("url"), ""))
						.toList());
		}
		return webhooks;
	}

	private static List<String> names(@Nullable Object node) {
		return list(node).stream().map((name) -> text(name, "")).toList();
	}

	private static Map<?, ?> map(@Nullable Object node) {
		return (node instanceof Map<?, ?> map) ? map : Map.of();
	}

	private static List<?> list(@Nullable Object node) {
		return (node instanceof List<?> list) ? list : List.of();
	}

	private static String text(@Nullable Object node, String fallback) {
		return (node != null) ? node.toString() : fallback;
	}

	private static Duration duration(@Nullable Object node, Duration fallback) {
		return (node != null) ? Timing.duration(node.toString()) : fallback;
	}

	/**
	 * A place where an alert goes.
	 *
	 * @param receiver the receiver's name
	 * @param webhooks the addresses that the receiver posts to; newer versions hide them
	 * @param timing how often
	 * @param intervals when
	 */
	public record Delivery(String receiver, List<String> webhooks, Timing timing, Intervals intervals) {
	}

}
