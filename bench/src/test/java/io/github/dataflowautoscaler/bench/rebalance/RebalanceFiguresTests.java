package io.github.dataflowautoscaler.bench.rebalance;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.dataflowautoscaler.bench.rebalance.Group.Change;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RebalanceFigures} and {@link Gaps}.
 */
class RebalanceFiguresTests {

	@Test
	void theFiguresAreMediansOfTheRounds() {
		RebalanceFigures figures = RebalanceFigures.of(Protocol.EAGER,
				List.of(new Change(1, 2, new double[] { 0.1, 2, 3, 0.1 }, 4),
						new Change(1, 2, new double[] { 1, 0.1, 0.1, 0.1 }, 2),
						new Change(1, 2, new double[] { 9, 9, 9, 9 }, 9)));
		assertThat(figures).isEqualTo(new RebalanceFigures("eager", 1, 2, 3, 50, 3, 9, 1.25, 4));
	}

	@Test
	void aGapIsTheLongestTimeWithoutAMessageOfAPartition() {
		Gaps gaps = new Gaps(2);
		gaps.handled(0, seconds(1));
		gaps.handled(0, seconds(9));
		assertThat(gaps.allHandledSince(seconds(0))).isFalse();
		gaps.handled(1, seconds(10));
		gaps.begin();
		gaps.handled(0, seconds(11));
		gaps.handled(0, seconds(14));
		gaps.handled(0, seconds(15));
		assertThat(gaps.seconds()).containsExactly(3, 0);
		assertThat(gaps.allHandledSince(seconds(9))).isTrue();
		assertThat(gaps.allHandledSince(seconds(10))).isFalse();
	}

	private static long seconds(int count) {
		return TimeUnit.SECONDS.toNanos(count);
	}

}
