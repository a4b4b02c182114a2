package io.github.dataflowautoscaler.bench.days;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/**
 * A load of four weeks. The clocks change in the third one.
 *
 * @param name unique
 * @param recurring whether it has jumps at the same time on several days
 * @param rates messages per second in each step of 15 s, {@code NaN} where Prometheus saw
 * nothing
 */
record Season(String name, boolean recurring, double[] rates) {

	/** A Monday, two weeks and six days before the clocks change. */
	static final ZonedDateTime BEGIN = ZonedDateTime.of(2026, 3, 9, 0, 0, 0, 0, ZoneId.of("Europe/Berlin"));

	static final int STEP = 15;

	static final int STEPS_OF_DAY = 24 * 3600 / STEP;

	private static final int DAYS = 28;

	private static final int HOLIDAY = 9;

	private static final int OUTAGE = 16;

	private static final int SHIFTED = 22;

	static List<Season> all() {
		return List.of(daily(), workdays(), batches(), smooth(), bursts(), steps(), walk());
	}

	/**
	 * Every morning at eight, some minutes more or less, to about 8000 messages/s until
	 * six. One day is a holiday; on one, the load is gone from seven to nine; on one, it
	 * comes an hour and a half later.
	 */
	private static Season daily() {
		SplittableRandom random = new SplittableRandom(401);
		double[] begins = each(() -> 8 + random.nextDouble(-1, 1) / 60);
		double[] levels = each(() -> 8000 * random.nextDouble(0.92, 1.08));
		begins[SHIFTED] += 1.5;
		return of("daily", true, 402, (time, day) -> {
			double hour = hour(time);
			boolean high = hour >= begins[day] && hour < 18 && day != HOLIDAY;
			return (day == OUTAGE && hour >= 7 && hour < 9) ? Double.NaN : high ? levels[day] : 500;
		});
	}

	/**
	 * From Monday to Friday at nine to about 9000 messages/s, a break at noon, until
	 * five. One workday is a holiday.
	 */
	private static Season workdays() {
		SplittableRandom random = new SplittableRandom(411);
		double[] begins = each(() -> 9 + random.nextDouble(-1, 1) / 60);
		double[] levels = each(() -> 9000 * random.nextDouble(0.92, 1.08));
		return of("workdays", true, 412, (time, day) -> {
			double hour = hour(time);
			boolean off = time.getDayOfWeek() == DayOfWeek.SATURDAY || time.getDayOfWeek() == DayOfWeek.SUNDAY
					|| day == HOLIDAY;
			boolean high = hour >= begins[day] && hour < 17 && (hour < 12 || hour >= 13);
			return (high && !off) ? levels[day] : 800;
		});
	}

	/**
	 * A batch of twenty minutes every four hours; on one day there is none.
	 */
	private static Season batches() {
		return of("batches", true, 421, (time, day) -> {
			boolean batch = time.getHour() % 4 == 0 && time.getMinute() < 20 && day != HOLIDAY;
			return batch ? 7000 : 1500;
		});
	}

	/** The same every day, without a jump. */
	private static Season smooth() {
		return of("smooth", false, 431,
				(time, day) -> 4500 - 3500 * StrictMath.cos(2 * Math.PI * (hour(time) - 3) / 24));
	}

	/** Bursts of some minutes at any time. */
	private static Season bursts() {
		SplittableRandom random = new SplittableRandom(441);
		double[] raised = new double[DAYS * STEPS_OF_DAY];
		for (int step = 0; step < raised.length; step += 1 + (int) (-240 * StrictMath.log(1 - random.nextDouble()))) {
			int length = 8 + (int) (-16 * StrictMath.log(1 - random.nextDouble()));
			double height = random.nextDouble(1000, 7000);
			for (int each = step; each < Math.min(step + length, raised.length); each++) {
				raised[each] = Math.max(raised[each], height);
			}
		}
		return of("random-bursts", false, 442, (time, day) -> 1200 + raised[step(time)]);
	}

	/** Another level at any time, some times a day. */
	private static Season steps() {
		SplittableRandom random = new SplittableRandom(451);
		double[] levels = new double[DAYS * STEPS_OF_DAY];
		double level = 3000;
		for (int step = 0; step < levels.length; step++) {
			if (random.nextInt(STEPS_OF_DAY / 6) == 0) {
				level = random.nextDouble(500, 9000);
			}
			levels[step] = level;
		}
		return of("random-steps", false, 452, (time, day) -> levels[step(time)]);
	}

	/** Up and down without an aim. */
	private static Season walk() {
		SplittableRandom random = new SplittableRandom(461);
		double[] levels = new double[DAYS * STEPS_OF_DAY];
		double level = StrictMath.log(3000);
		for (int step = 0; step < levels.length; step++) {
			level += 0.02 * random.nextDouble(-1, 1) - 0.0006 * (level - StrictMath.log(3000));
			levels[step] = StrictMath.exp(level);
		}
		return of("random-walk", false, 462, (time, day) -> levels[step(time)]);
	}

	private static double hour(ZonedDateTime time) {
		return time.toLocalTime().toSecondOfDay() / 3600.0;
	}

	private static int step(ZonedDateTime time) {
		return (int) ((time.toEpochSecond() - BEGIN.toEpochSecond()) / STEP);
	}

	private static double[] each(DoubleSupplier value) {
		double[] values = new double[DAYS + 1];
		Arrays.setAll(values, (day) -> value.getAsDouble());
		return values;
	}

	/** With noise that lasts for minutes and noise that does not. */
	private static Season of(String name, boolean recurring, long seed, Shape shape) {
		SplittableRandom random = new SplittableRandom(seed);
		double[] rates = new double[DAYS * STEPS_OF_DAY];
		double drift = 0;
		for (int step = 0; step < rates.length; step++) {
			ZonedDateTime time = BEGIN.plusSeconds((long) step * STEP);
			int day = (int) (time.toLocalDate().toEpochDay() - BEGIN.toLocalDate().toEpochDay());
			drift = 0.98 * drift + 0.01 * random.nextDouble(-1, 1);
			rates[step] = shape.at(time, day) * (1 + drift + 0.02 * random.nextDouble(-1, 1));
		}
		return new Season(name, recurring, rates);
	}

	/** The load at a time. */
	@FunctionalInterface
	private interface Shape {

		double at(ZonedDateTime time, int day);

	}

}
