package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ContainerNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes requests that go wrong in the ways that requests do: real notifications and
 * policies in which values, fields and bytes have been changed. The same seed makes the
 * same request.
 */
final class HostileRequests {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final List<JsonNode> NOTIFICATIONS = Stream.of("firing", "firing-average-rule", "resolved")
		.map(HostileRequests::read)
		.toList();

	private static final JsonNode POLICY = JSON.readTree(
			"""
					{"minInstances":1,"maxInstances":4,"strategy":"rate","scaleOutBy":2,"scaleInBy":1,"scaleOutThreshold":10.5,
					"targetUtilization":0.85,"catchUp":"PT2M","scaleOutCooldown":"PT30S","scaleInWindow":"PT2M","foresight":"advise","dryRun":true,
					"paused":true,"pausedUntil":"2126-01-01T00:00:00Z"}""");

	private static final List<String> NAMES = List.of("scaletest", "transform", "time", "other", "a/../../tasks",
			"../scaletest", "{x}", "{stream}", "%2e%2e", "%2Ftasks", "${env:PATH}", "#{1+1}", "a\r\nSet-Cookie: x",
			"\u0000", "\u202e", "\ud800", " ", "", "scaletest;x=1", "scaletest?size=1", "scaletest#x", "SCALETEST", "-",
			"'; drop table policy; --", "<script>alert(1)</script>", "\u00fcml\u00e4ut", "x".repeat(255),
			"x".repeat(20_000));

	private static final List<String> TEXTS = List.of("firing", "resolved", "up", "down", "HighThroughputDifference",
			"ZeroThroughputDifference", "DataFlowAutoscalerFailed", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z",
			"+999999999-12-31T23:59:59Z", "2026-13-45", "now", "PT-1S", "PT999999999999H", "P1Y", "NaN", "Infinity",
			"-1", "1e309", "true", "null", "rate", "step", "STEP");

	private static final List<String> FIELDS = List.of("alertname", "stream_name", "application_name", "scale",
			"status", "startsAt", "endsAt", "labels", "alerts", "truncatedAlerts", "version", "maxInstances",
			"minInstances", "unknown", "__proto__", "@class");

	private static final List<String> TYPES = List.of("application/json", "application/json;charset=UTF-16",
			"application/merge-patch+json", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain",
			"application/xml", "*/*", "no type");

	private final SplittableRandom random;

	private HostileRequests(long seed) {
		this.random = new SplittableRandom(seed);
	}

	/**
	 * Makes a request.
	 * @param seed what chooses it
	 * @return the request
	 */
	static Request of(long seed) {
		HostileRequests requests = new HostileRequests(seed);
		return requests.chance(10) ? requests.policy() : requests.notification();
	}

	private Request notification() {
		JsonNode notification = pick(NOTIFICATIONS).deepCopy();
		boolean direct = chance(20);
		return new Request("POST", direct ? "/api/v2/alerts" : "/alert", type("application/json"),
				bytes(mutate(direct ? notification.path("alerts") : notification)));
	}

	private Request policy() {
		if (chance(20)) {
			String path = pick(List.of("/api/history", "/api/streams", "/history"));
			return new Request("GET", "%s?stream=%s".formatted(path, encoded(pick(NAMES))), "application/json",
					new byte[0]);
		}
		String method = pick(List.of("PUT", "PATCH", "DELETE", "GET"));
		String path = chance(50) ? "/api/policies/scaletest/log" : "/api/%s/%s/%s"
			.formatted(pick(List.of("policies", "streams")), encoded(pick(NAMES)), encoded(pick(NAMES)));
		byte[] body = method.startsWith("P") ? bytes(mutate(POLICY.deepCopy())) : new byte[0];
		return new Request(method, path,
				type(method.equals("PATCH") ? "application/merge-patch+json" : "application/json"), body);
	}

	private String type(String usual) {
		return chance(3) ? pick(TYPES) : usual;
	}

	private JsonNode mutate(JsonNode root) {
		for (int i = this.random.nextInt(5); i >= 0; i--) {
			List<ContainerNode<?>> containers = new ArrayList<>();
			collect(root, containers);
			ContainerNode<?> container = pick(containers);
			if (container instanceof ObjectNode object) {
				mutate(object);
			}
			else if (container instanceof ArrayNode array) {
				mutate(array);
			}
		}
		return chance(1) ? value() : root;
	}

	private void mutate(ObjectNode object) {
		List<String> names = new ArrayList<>(object.propertyNames());
		String name = (names.isEmpty() || chance(20)) ? pick(FIELDS) : pick(names);
		switch (this.random.nextInt(4)) {
			case 0 -> object.remove(name);
			case 1 -> object.put(name, pick(NAMES));
			case 2 -> object.set(pick(FIELDS), object.path(name).deepCopy());
			default -> object.set(name, value());
		}
	}

	private void mutate(ArrayNode array) {
		if (array.isEmpty() || chance(20)) {
			array.add(value());
			return;
		}
		int index = this.random.nextInt(array.size());
		switch (this.random.nextInt(3)) {
			case 0 -> array.remove(index);
			case 1 -> array.set(index, value());
			default -> {
				JsonNode copied = array.get(index);
				for (int i = this.random.nextInt(chance(5) ? 300 : 5); i >= 0; i--) {
					array.add(copied.deepCopy());
				}
			}
		}
	}

	private JsonNode value() {
		JsonNodeFactory nodes = JsonNodeFactory.instance;
		return switch (this.random.nextInt(10)) {
			case 0 -> nodes.nullNode();
			case 1 -> nodes.booleanNode(this.random.nextBoolean());
			case 2 -> nodes.numberNode(this.random.nextInt(-2, 12));
			case 3 -> nodes.numberNode(this.random.nextLong());
			case 4 -> nodes.numberNode(pick(List.of(Double.MIN_VALUE, Double.MAX_VALUE, -0.0, 0.5)));
			case 5 -> nodes.arrayNode().add(pick(TEXTS));
			case 6 -> nodes.objectNode().put(pick(FIELDS), pick(NAMES));
			case 7 -> pick(NOTIFICATIONS).path("alerts").deepCopy();
			case 8 -> nodes.stringNode(pick(NAMES));
			default -> nodes.stringNode(pick(TEXTS));
		};
	}

	private static void collect(JsonNode node, List<ContainerNode<?>> containers) {
		if (node instanceof ContainerNode<?> container) {
			containers.add(container);
			node.forEach((child) -> collect(child, containers));
		}
	}

	/** The text that a tree can't have: broken, nested, twice, or no text at all. */
	private byte[] bytes(JsonNode root) {
		String text = root.toString();
		return switch (this.random.nextInt(20)) {
			case 0 -> text.substring(0, this.random.nextInt(text.length() + 1)).getBytes(StandardCharsets.UTF_8);
			case 1 -> twice(text).getBytes(StandardCharsets.UTF_8);
			case 2 -> nested(text).getBytes(StandardCharsets.UTF_8);
			case 3 -> (text + pick(List.of("}", ",", text, "\n\n", "\u0000"))).getBytes(StandardCharsets.UTF_8);
			case 4 -> text.getBytes(pick(List.of(StandardCharsets.UTF_16, StandardCharsets.ISO_8859_1)));
			case 5, 6 -> flipped(text.getBytes(StandardCharsets.UTF_8));
			default -> text.getBytes(StandardCharsets.UTF_8);
		};
	}

	private String twice(String text) {
		return text.startsWith("{\"") ? "{\"%s\":%s,".formatted(pick(FIELDS), value()) + text.substring(1) : text;
	}

	private String nested(String text) {
		int depth = this.random.nextInt(chance(5) ? 100_000 : 1_500);
		return chance(50) ? "[".repeat(depth) + text : "{\"labels\":".repeat(depth) + text + "}".repeat(depth);
	}

	private byte[] flipped(byte[] bytes) {
		byte[] flipped = Arrays.copyOf(bytes, bytes.length);
		for (int i = this.random.nextInt(4); i >= 0 && flipped.length > 0; i--) {
			flipped[this.random.nextInt(flipped.length)] = (byte) this.random.nextInt();
		}
		return flipped;
	}

	private boolean chance(int percent) {
		return this.random.nextInt(100) < percent;
	}

	private <T> T pick(List<T> choices) {
		return choices.get(this.random.nextInt(choices.size()));
	}

	private static String encoded(String name) {
		return URLEncoder.encode(name.substring(0, Math.min(name.length(), 1_000)), StandardCharsets.UTF_8)
			.replace("+", "%20");
	}

	private static JsonNode read(String name) {
		try (InputStream resource = HostileRequests.class.getResourceAsStream("/alertmanager/" + name + ".json")) {
			return JSON.readTree(resource);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A request.
	 *
	 * @param method its method
	 * @param path its path, encoded
	 * @param type the body's type, as it is said to be
	 * @param body the body
	 */
	record Request(String method, String path, String type, byte[] body) {

		@Override
		public String toString() {
			String text = new String(this.body, StandardCharsets.ISO_8859_1);
			return "%s %s (%s) %s".formatted(this.method, this.path, this.type,
					text.substring(0, Math.min(text.length(), 3_000)));
		}

	}

}
