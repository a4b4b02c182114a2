package io.github.dataflowautoscaler.bench.monitoring;

import java.util.ArrayList;
import java.util.List;

/**
 * The rules that find the partition of an application that gets more than its part.
 */
final class HotPartitionRules {

	private static final int WINDOW = 300;

	/** For how long shares that can't be known stay as they were. */
	private static final int HELD = 900;

	private static final double NOTABLE = 1.25;

	private static final double LEAST_MESSAGES = 100;

	private final ApplicationSeries application;

	private final List<Series> partitions = new ArrayList<>();

	private final Series unheard = new Series();

	private int known = Integer.MIN_VALUE;

	private Hot hot = Hot.NONE;

	HotPartitionRules(ApplicationSeries application, int partitions) {
		this.application = application;
		for (int partition = 0; partition < partitions; partition++) {
			this.partitions.add(new Series());
		}
	}

	/**
	 * Evaluates them.
	 * @param now the present second
	 * @param appended messages per second that are appended, over the window
	 * @param waiting messages that wait, without what a poll has brought
	 * @param assigned partitions that are assigned
	 * @return the hot partition, or none
	 */
	Hot evaluate(int now, double appended, double waiting, double assigned) {
		double sum = Double.NaN;
		Hot highest = Hot.NONE;
		for (int partition = 0; partition < this.partitions.size(); partition++) {
			double rate = RecordingRules
				.record(this.partitions.get(partition), now, this.application.partitionMessages(partition))
				.rate(now, WINDOW);
			if (!Double.isNaN(rate)) {
				sum = rate + (Double.isNaN(sum) ? 0 : sum);
				highest = (rate > highest.share() || Double.isNaN(highest.share())) ? new Hot(partition, rate)
						: highest;
			}
		}
		RecordingRules.record(this.unheard, now, waiting - this.application.heardLag());
		if (sum >= 0.9 * appended && sum <= 1.25 * appended && sum > 0.1 * this.unheard.at(now)
				&& sum > 0.1 * this.unheard.at(now - WINDOW)) {
			this.known = now;
			boolean notable = highest.share() > NOTABLE * sum / assigned && highest.share() * WINDOW > LEAST_MESSAGES;
			this.hot = notable ? new Hot(highest.partition(), highest.share() / sum) : Hot.NONE;
		}
		this.hot = (this.known < now - HELD) ? Hot.NONE : this.hot;
		return this.hot;
	}

	/**
	 * A partition that gets more than its part.
	 *
	 * @param partition its number
	 * @param share of what arrives; {@code NaN} if there is none
	 */
	record Hot(int partition, double share) {

		static final Hot NONE = new Hot(0, Double.NaN);

	}

}
