package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.decision.Capacity;
import io.github.dataflowautoscaler.webhook.decision.Headroom;
import io.github.dataflowautoscaler.webhook.decision.Memory;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every {@link Learned} does, wherever it is kept.
 */
public abstract class LearnedContract {

	private static final ApplicationId TRANSFORM = new ApplicationId("scaletest", "transform");

	private final Learned learned;

	protected LearnedContract(Learned learned) {
		this.learned = learned;
	}

	@Test
	void theLatestVersionIsWhatIsKnown() {
		assertThat(this.learned.find(TRANSFORM)).isEmpty();
		this.learned.save(TRANSFORM, new Memory("v1", Capacity.learned(9.8), Duration.ofMillis(17_250), List.of(), null,
				null, Headroom.UNKNOWN));
		assertThat(this.learned.find(TRANSFORM)).isEqualTo(Optional.of(new Memory("v1", Capacity.learned(9.8),
				Duration.ofMillis(17_250), List.of(), null, null, Headroom.UNKNOWN)));
		List<Double> seen = new ArrayList<>(Headroom.UNKNOWN.seconds());
		seen.set(0, 250_000.0);
		seen.set(7, 90.0);
		Memory steady = new Memory("v1", Capacity.UNKNOWN, Duration.ofSeconds(30), List.of(), null, null,
				new Headroom(seen, null));
		this.learned.save(TRANSFORM, steady);
		assertThat(this.learned.find(TRANSFORM)).isEqualTo(Optional.of(steady));
		this.learned.save(TRANSFORM, Memory.empty("v2"));
		assertThat(this.learned.find(TRANSFORM)).isEqualTo(Optional.of(Memory.empty("v2")));
		assertThat(this.learned.findAll()).isEqualTo(Map.of(TRANSFORM, Memory.empty("v2")));
	}

}
