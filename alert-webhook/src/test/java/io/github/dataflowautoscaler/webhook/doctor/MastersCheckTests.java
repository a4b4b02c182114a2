package io.github.dataflowautoscaler.webhook.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.dataflowautoscaler.webhook.SettableClock;
import io.github.dataflowautoscaler.webhook.history.History;
import io.github.dataflowautoscaler.webhook.history.InMemoryHistory;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy.Origin;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MastersCheck}.
 */
class MastersCheckTests {

	private static final ApplicationId TRANSFORM = new ApplicationId("scaletest", "transform");

	private Instant now = Instant.parse("2026-11-27T10:00:00Z");

	private final SteadyClock clock = SettableClock.steady(new SettableClock(() -> this.now));

	private final History history = InMemoryHistory.create((event) -> {
	}, this.clock);

	@Test
	void twiceIsSomebodyWithAReason() {
		changeByHand(2);
		assertThat(examine().status()).isEqualTo(Status.OK);
	}

	@Test
	void whoKeepsChangingTheNumberIsAnotherMaster() {
		changeByHand(3);
		assertThat(examine()).returns(Status.WARNING, Finding::status)
			.returns("Somebody else changed the number of its instances 3 times in the last hour", Finding::message);
	}

	@Test
	void whatWasLongAgoIsOver() {
		changeByHand(3);
		this.now = this.now.plus(Duration.ofMinutes(61));
		assertThat(examine().status()).isEqualTo(Status.OK);
	}

	private void changeByHand(int times) {
		for (int count = 1; count <= times; count++) {
			this.history.observed(TRANSFORM, count, count + 1);
		}
	}

	private Finding examine() {
		StoredPolicy policy = new StoredPolicy(TRANSFORM, PolicySettings.of(Strategy.RATE, 4).toPolicy(), Origin.API, 1,
				null);
		return new MastersCheck(this.history, this.clock).examine(List.of(policy)).get(0);
	}

}
