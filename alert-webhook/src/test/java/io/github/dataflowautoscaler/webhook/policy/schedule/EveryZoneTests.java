package io.github.dataflowautoscaler.webhook.policy.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Generated windows in every time zone of the JDK over two years, against a model of its
 * own: a clock on the wall that nobody puts back. It stands still when other clocks are
 * put back, until they have caught up.
 */
class EveryZoneTests {

	private static final long BEGIN = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond() / 60;

	private static final long END = Instant.parse("2028-01-01T00:00:00Z").getEpochSecond() / 60;

	/** Minutes between two that are looked at where nothing happens. */
	private static final int STEP = Integer.getInteger("schedule.step", 24 * 60);

	private static final int MINUTES_PER_DAY = 24 * 60;

	@Test
	@DisplayName("windows that follow each other leave no minute out and have none twice")
	void partition() {
		ZoneId.getAvailableZoneIds()
			.stream()
			.sorted()
			.map(ZoneId::of)
			.collect(Collectors.toMap(EveryZoneTests::clock, Function.identity(), (first, same) -> first))
			.values()
			.forEach(EveryZoneTests::compare);
	}

	/** What tells zones apart in these two years. */
	private static List<Object> clock(ZoneId zone) {
		Instant begin = Instant.ofEpochSecond((BEGIN - MINUTES_PER_DAY) * 60);
		List<Object> clock = new ArrayList<>(List.of(zone.getRules().getOffset(begin)));
		Stream
			.iterate(zone.getRules().nextTransition(begin), (next) -> next != null && next.toEpochSecond() / 60 < END,
					(last) -> zone.getRules().nextTransition(last.getInstant()))
			.forEach(clock::add);
		return clock;
	}

	private static void compare(ZoneId zone) {
		Week week = Week.generate(zone, new SplittableRandom(zone.getId().hashCode()));
		ZoneRules rules = zone.getRules();
		long wall = Long.MIN_VALUE;
		int previous = -1;
		long changed = 0;
		ZoneOffset offset = ZoneOffset.UTC;
		for (long minute = BEGIN - MINUTES_PER_DAY; minute < END; minute++) {
			Instant instant = Instant.ofEpochSecond(minute * 60);
			ZoneOffset present = rules.getOffset(instant);
			changed = present.equals(offset) ? changed : minute;
			offset = present;
			wall = Math.max(wall, minute + offset.getTotalSeconds() / 60);
			int expected = week.slotAt((int) Math.floorMod(wall, MINUTES_PER_DAY));
			boolean clockChanges = minute - changed < MINUTES_PER_DAY;
			if (minute >= BEGIN && (expected != previous || clockChanges || minute % STEP == 0)) {
				List<Integer> open = week.open(instant);
				// An assertion for each minute takes longer than all the rest.
				if (!open.equals(List.of(expected))) {
					assertThat(open).as("%s in %s, %s", instant, zone, week).containsExactly(expected);
				}
			}
			previous = expected;
		}
	}

	/** Windows which take turns, each day's from the same minutes on. */
	private record Week(List<Integer> beginnings, List<WeeklyTimes> windows) {

		static Week generate(ZoneId zone, SplittableRandom random) {
			List<Integer> beginnings = random.ints(random.nextInt(1, 5), 0, MINUTES_PER_DAY)
				.distinct()
				.sorted()
				.boxed()
				.toList();
			List<WeeklyTimes> windows = new ArrayList<>();
			for (int i = 0; i < beginnings.size(); i++) {
				windows.add(new WeeklyTimes(EnumSet.allOf(DayOfWeek.class), time(beginnings.get(i)),
						time(beginnings.get((i + 1) % beginnings.size())), zone));
			}
			return new Week(beginnings, windows);
		}

		private static LocalTime time(int minute) {
			return LocalTime.of(minute / 60, minute % 60);
		}

		/** The last one that has begun; before the first one, yesterday's last one. */
		int slotAt(int minute) {
			int slot = this.beginnings.size() - 1;
			for (int i = 0; i < this.beginnings.size(); i++) {
				slot = (this.beginnings.get(i) <= minute) ? i : slot;
			}
			return slot;
		}

		List<Integer> open(Instant instant) {
			List<Integer> open = new ArrayList<>();
			for (int i = 0; i < this.windows.size(); i++) {
				if (this.windows.get(i).include(instant)) {
					open.add(i);
				}
			}
			return open;
		}

	}

}
