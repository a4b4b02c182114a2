package io.github.dataflowautoscaler.webhook.histories;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many histories, none of which breaks a promise. {@code histories.count} says how many,
 * {@code histories.seed} with which seed they begin.
 */
@ExtendWith(Silence.class)
class HistoriesTests {

	private static final long COUNT = Long.getLong("histories.count", 20_000);

	private static final long SEED = Long.getLong("histories.seed", 1);

	@Test
	void noHistoryBreaksAPromise() {
		Optional<Long> broken = Histories.firstBroken(SEED, COUNT, TimeUnit.DAYS.toNanos(1));
		assertThat(broken).withFailMessage(() -> Histories.tell(broken.orElseThrow())).isEmpty();
	}

	@Test
	void aSeedIsOneHistory() {
		String told = World.live(Dice.plan(SEED), true).timeline();
		assertThat(told).isNotEmpty().isEqualTo(World.live(Dice.plan(SEED), true).timeline());
	}

}
