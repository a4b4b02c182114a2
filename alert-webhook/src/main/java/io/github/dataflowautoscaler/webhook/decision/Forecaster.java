package io.github.dataflowautoscaler.webhook.decision;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Foresees the rises of the load of one application by the candidate that has been best
 * at it, if one was worth its instances. It only ever asks for more.
 */
public final class Forecaster {

	/** A rise comes a little earlier on one day than on another. */
	private static final Duration EARLY = Duration.ofMinutes(1);

	/** A rise or two may be chance. */
	private static final int LEAST_SAVED = 4;

	/** Minutes of all instances that one minute with too few of them is worth. */
	private static final double WORTH = 10;

	/** As the regular assessments: what nobody has renewed is void. */
	private static final Duration VALID = Duration.ofMinutes(1);

	private final MinuteHistory history;

	private final List<Skill> skills;

	private long latest = Long.MIN_VALUE;

	/**
	 * Knows nothing at first.
	 * @param zone whose days and times the load follows
	 */
	public Forecaster(ZoneId zone) {
		this.history = new MinuteHistory(zone);
		this.skills = Stream.of(Candidate.values()).map((candidate) -> new Skill(candidate, this.history)).toList();
	}

	/**
	 * Notes what arrived in a minute.
	 * @param begin when the minute began; one that is not later than those before is left
	 * out
	 * @param rate messages per second, {@code NaN} if it is unknown
	 * @param lead how long new instances need until they serve
	 * @param floor messages per second that the fewest instances can do
	 */
	public void note(Instant begin, double rate, Duration lead, double floor) {
		long minute = minute(begin);
		if (minute > this.latest) {
			this.history.put(minute, rate);
			this.skills.forEach((skill) -> skill.score(minute, ahead(lead), floor));
			this.latest = minute;
		}
	}

	/**
	 * Foresees.
	 * @param now the time, by the clock of the minutes that were noted
	 * @param lead how long new instances need until they serve
	 * @param decided the same time, by the clock of the decisions
	 * @return what is foreseen
	 */
	public Forecast at(Instant now, Duration lead, Instant decided) {
		long minute = minute(now);
		Optional<Skill> best = this.skills.stream()
			.filter(Forecaster::isWorthIt)
			.max(Comparator.comparingDouble((skill) -> WORTH * skill.saved() - skill.added()));
		if (best.isEmpty()) {
			return new Forecast(0, decided.plus(VALID),
					"in the last days, no rise came at the same time often enough to be foreseen");
		}
		Skill skill = best.get();
		OptionalLong next = skill.next(minute, minute(now.plus(lead).plus(EARLY)));
		if (next.isEmpty()) {
			return new Forecast(0, decided.plus(VALID), skill.silentAt(minute)
					? "for a day nothing is foreseen, because a rise did not come" : "no rise is foreseen now");
		}
		double level = Math.min(skill.level(next.getAsLong()), skill.bound());
		return new Forecast(level, decided.plus(VALID),
				"%s/s were seen at %s %s".formatted(String.format(Locale.ROOT, "%,.0f", level), time(next.getAsLong()),
						skill.candidate().basis(this.history, next.getAsLong(), level)));
	}

	private LocalTime time(long minute) {
		return this.history.time(minute).toLocalTime();
	}

	private static boolean isWorthIt(Skill skill) {
		return skill.saved() >= LEAST_SAVED && skill.added() <= WORTH * skill.saved();
	}

	private static int ahead(Duration lead) {
		return (int) lead.plus(EARLY).toMinutes();
	}

	private static long minute(Instant instant) {
		return Math.floorDiv(instant.getEpochSecond(), ChronoUnit.MINUTES.getDuration().toSeconds());
	}

}
