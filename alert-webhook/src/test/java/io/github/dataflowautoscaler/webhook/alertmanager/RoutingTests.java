package io.github.dataflowautoscaler.webhook.alertmanager;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.alertmanager.Routing.Delivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Routing}, with a tree that has one branch for each rule of the walk.
 */
class RoutingTests {

	private static final Routing ROUTING = Routing.parse("""
			route:
			  receiver: root
			  group_interval: 1m
			  routes:
			  - receiver: equal
			    matchers: [ 'a="1"' ]
			    repeat_interval: 1h
			    routes:
			    - receiver: below
			      matchers: [ 'b=~"x|y"', 'c!="z"' ]
			      group_interval: 10s
			  - receiver: first
			    matchers: [ 'a = 2' ]
			    continue: true
			  - receiver: second
			    match: { a: "2" }
			  - receiver: expression
			    match_re: { a: "3.*" }
			  - matchers: [ 'a="4"' ]
			  - receiver: negated
			    matchers: [ 'a!~"|9.*"' ]
			receivers:
			- name: root
			- name: second
			  webhook_configs:
			  - url: http://one/alert
			  - url: http://two/alert
			""");

	@ParameterizedTest
	@CsvSource({ "'', root", "a=1, equal", "a=1 b=x, below", "a=1 b=xx, equal", "a=1 b=y c=z, equal",
			"a=2, first second", "a=33, expression", "a=4, root", "a=5, negated", "a=99, root" })
	void anAlertGoesWhereAlertmanagerSendsIt(String labels, String receivers) {
		assertThat(deliveries(labels)).extracting(Delivery::receiver).containsExactly(receivers.split(" "));
	}

	@Test
	void whatARouteDoesNotSayItHasFromTheOneAbove() {
		assertThat(deliveries("a=1 b=x").get(0).timing())
			.isEqualTo(new Timing(Duration.ofSeconds(10), Duration.ofHours(1)));
		assertThat(deliveries("").get(0).timing()).isEqualTo(new Timing(Duration.ofMinutes(1), Duration.ofHours(4)));
	}

	@Test
	void aReceiverMayHaveSeveralWebhooks() {
		assertThat(deliveries("a=2").get(1).webhooks()).containsExactly("http://one/alert", "http://two/alert");
	}

	@ParameterizedTest
	@CsvSource({ "30s, 50s, 60", "30s, 60s, 90", "30s, 1m, 90", "10s, 15s, 20", "5m, 4h, 14700", "1m, 30s, 60",
			"1m30s, 500ms, 90", "1d, 1w, 691200" })
	void anAlertIsRepeatedAtTheTickAfterItsInterval(String groupInterval, String repeatInterval, long seconds) {
		Timing timing = new Timing(Timing.duration(groupInterval), Timing.duration(repeatInterval));
		assertThat(timing.repetition()).hasSeconds(seconds);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a: [", "route: { matchers: [ '?' ] }", "!!java.net.URL [\"http://127.0.0.1:9\"]" })
	void whatIsNoConfigurationIsRefused(String text) {
		assertThatExceptionOfType(AlertmanagerException.class).isThrownBy(() -> Routing.parse(text));
	}

	private static List<Delivery> deliveries(String labels) {
		Map<String, String> named = Stream.of(labels.split(" "))
			.filter((label) -> !label.isEmpty())
			.map((label) -> label.split("="))
			.collect(Collectors.toMap((parts) -> parts[0], (parts) -> parts[1]));
		return ROUTING.deliveries(named);
	}

}
