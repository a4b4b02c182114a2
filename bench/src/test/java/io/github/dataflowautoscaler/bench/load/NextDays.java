package io.github.dataflowautoscaler.bench.load;

import java.util.List;

import io.github.dataflowautoscaler.bench.simulation.Rates;
import io.github.dataflowautoscaler.bench.simulation.Scenario;

/**
 * The days after those of {@link Loads}: the same courses, with noise and bursts of their
 * own.
 */
public final class NextDays {

	private NextDays() {
	}

	/**
	 * The day after.
	 * @param day one of the loads that last a day
	 * @return the same stream under the load of the next day
	 */
	public static Scenario after(Scenario day) {
		Rates rates = switch (day.name()) {
			case "day" -> Shapes.day(700, 9500, 0.05, 1013);
			case "office-day" -> Shapes.office(300, 12_000, 0.08, 1014);
			case "check-day" -> Shapes.day(200, 3600, 0.08, 1023);
			case "check-office-day" -> Shapes.office(200, 6500, 0.05, 1024);
			default -> throw new IllegalArgumentException(day.name());
		};
		return new Scenario(day.name(), day.applications(), rates, List.of(), day.seed() + 1000);
	}

}
