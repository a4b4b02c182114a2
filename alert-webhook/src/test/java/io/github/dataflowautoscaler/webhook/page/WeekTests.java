package io.github.dataflowautoscaler.webhook.page;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.dataflowautoscaler.webhook.page.Week.Span;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import io.github.dataflowautoscaler.webhook.policy.WindowSettings;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Week}.
 */
class WeekTests {

	private static final Instant WEDNESDAY = Instant.parse("2026-11-25T11:00:00Z");

	private static final String OFFICE = """
			{"name": "office", "zone": "Europe/Berlin", "days": "mon-fri", "from": "08:00", "to": "18:00",
			 "minInstances": 4, "maxInstances": 8}""";

	@Test
	void eachWindowOfSevenDaysIsDrawnAndNothingIsLeftOut() {
		Week week = Week.of(policy(OFFICE), WEDNESDAY, Map.of());
		assertThat(week.days()).containsExactly("Sun 22", "Mon 23", "Tue 24", "Wed 25", "Thu 26", "Fri 27", "Sat 28");
		assertThat(week.width()).isEqualTo(7 * 24 * 60);
		assertThat(week.now()).isEqualTo((3 * 24 + 12) * 60);
		assertThat(week.spans()).filteredOn((span) -> span.style().equals("window"))
			.hasSize(5)
			.first()
			.isEqualTo(
					new Span((24 + 8) * 60, 600, 0, 50, "window", "Mon 08:00 to Mon 18:00, office: 4 to 8 instances"));
		assertThat(week.spans().get(0)).isEqualTo(
				new Span(0, (24 + 8) * 60, 75, 13, "none", "Sun 00:00 to Mon 08:00, no window: 1 to 2 instances"));
		assertThat(covered(week)).isEqualTo(week.width());
	}

	@Test
	void aDayIsShorterOrLongerWhereTheClockIsChanged() {
		Week week = Week.of(policy(OFFICE), Instant.parse("2026-10-25T11:00:00Z"), Map.of());
		assertThat(week.width()).isEqualTo((7 * 24 + 1) * 60);
		assertThat(covered(week)).isEqualTo(week.width());
	}

	@Test
	void whatRestrictsScalingIsSaid() {
		assertThat(Week
			.of(policy("""
					{"name": "batch", "zone": "UTC", "from": "01:00", "to": "02:00", "scaleIn": false}"""), WEDNESDAY,
					Map.of())
			.spans()).anySatisfy((span) -> assertThat(span.words()).endsWith("1 to 2 instances, no scale-in"));
		assertThat(Week
			.of(policy("""
					{"name": "release", "zone": "UTC", "from": "01:00", "to": "02:00", "paused": true}"""), WEDNESDAY,
					Map.of())
			.spans()).anySatisfy((span) -> {
				assertThat(span.words()).endsWith("1 to 2 instances, paused");
				assertThat(span.style()).isEqualTo("window paused");
			});
	}

	@Test
	void whatRanIsALineOfStepsWithGaps() {
		Map<Instant, Integer> instances = new TreeMap<>();
		Instant begin = Week.begin(policy(OFFICE), WEDNESDAY);
		instances.put(begin, 2);
		instances.put(begin.plusSeconds(600), 10);
		instances.put(begin.plusSeconds(1200), null);
		instances.put(begin.plusSeconds(1800), 5);
		Week week = Week.of(policy(OFFICE), WEDNESDAY, new LinkedHashMap<>(instances));
		assertThat(week.most()).as("more ran than any window allows").isEqualTo(10);
		assertThat(week.run()).isEqualTo("M0 80H10 V0M30 50");
	}

	private static long covered(Week week) {
		long end = 0;
		for (Span span : week.spans()) {
			assertThat(span.from()).isEqualTo(end);
			end = span.from() + span.width();
		}
		return end;
	}

	private static Policy policy(String window) {
		PolicySettings settings = PolicySettings.of(Strategy.RATE, 2);
		return new PolicySettings(settings.minInstances(), 2, settings.strategy(), null, null, null, null, null, null,
				null, null, null, null, null, List.of(JsonMapper.shared().readValue(window, WindowSettings.class)),
				null, null, null)
			.toPolicy();
	}

}
