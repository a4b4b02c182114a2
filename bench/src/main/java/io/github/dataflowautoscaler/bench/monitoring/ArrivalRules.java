package io.github.dataflowautoscaler.bench.monitoring;

/**
 * The rules that put together what arrives at an application, of what is sent along the
 * edges and of what is appended to its topics: the input and the growth of the lag.
 */
final class ArrivalRules {

	private static final int MINUTE = 60;

	/** From there on more is appended than the edges account for. */
	private static final double MORE = 1.25;

	/**
	 * From there on it is believed at once, while the lag grows, unless what is sent is
	 * known late.
	 */
	private static final double MUCH_MORE = 2;

	private final Series lag;

	private final Series sentBefore = new Series();

	private final Series appendedBefore = new Series();

	/**
	 * Begins.
	 * @param lag the recorded lag; the present one is recorded before the rules are
	 * evaluated
	 */
	ArrivalRules(Series lag) {
		this.lag = lag;
	}

	/**
	 * Evaluates them.
	 * @param sent what is sent along the edges
	 * @param taken what is taken in
	 * @param now the present second
	 * @return what arrives
	 */
	Arrivals combine(Arrivals sent, Arrivals taken, int now) {
		Arrivals appended = appended(taken, now);
		double poll = taken.rate() * ApplicationSeries.POLL_SECONDS;
		double known = RecordingRules.record(this.sentBefore, now, sent.rate()).max(now, MINUTE);
		double least = RecordingRules.record(this.appendedBefore, now, appended.rate()).min(now, MINUTE);
		boolean more = least > MORE * known + 0.025 * poll;
		double rate = (more || Double.isNaN(sent.rate())) ? appended.rate() : sent.rate();
		boolean late = Double.isNaN(sent.recent()) && !Double.isNaN(taken.recent());
		double accounted = late ? MORE * sent.rate() : MUCH_MORE * sent.higher();
		double bound = Double.isNaN(accounted) ? 0.5 * poll : accounted + 0.05 * poll;
		boolean grows = moves(taken.rate(), now) && this.lag.slope(now, MINUTE / 2) > 0;
		return new Arrivals(rate,
				(grows && appended.recent() > bound) ? appended.recent() : (more ? Double.NaN : sent.recent()));
	}

	/**
	 * What was appended on average, of the evaluations until the latest one.
	 * @param now the time of the latest
	 * @param window in seconds
	 * @return messages per second
	 */
	double appended(int now, int window) {
		return this.appendedBefore.mean(now, window);
	}

	private Arrivals appended(Arrivals taken, int now) {
		boolean moves = moves(taken.rate(), now);
		double lately = Double.isNaN(taken.recent()) ? taken.rate() : taken.recent();
		return new Arrivals(Math.max(0, taken.rate() + (moves ? this.lag.slope(now, MINUTE) : 0)),
				Math.max(0, lately + (moves ? this.lag.slope(now, MINUTE / 2) : 0)));
	}

	/**
	 * The lag is a saw of polls and commits, so it moves when it leaves the range of the
	 * minute before. A 0 that is read in the middle of a lag is none.
	 */
	private boolean moves(double input, int now) {
		double most = this.lag.max(now - MINUTE, MINUTE);
		boolean inRange = this.lag.last() <= most && this.lag.last() >= this.lag.min(now - MINUTE, MINUTE);
		return !inRange && !(this.lag.min(now, MINUTE) == 0 && most > 5 * input);
	}

}
