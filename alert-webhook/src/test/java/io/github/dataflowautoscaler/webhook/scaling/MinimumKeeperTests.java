package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Duration;
import java.util.List;

import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Counts;
import io.github.dataflowautoscaler.webhook.history.Outcome;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.WindowSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MinimumKeeper} and the schedule of a policy, in the whole loop, which
 * begins at 10:00 UTC.
 */
class MinimumKeeperTests {

	private static final ApplicationId TRANSFORM = LoopFixture.TRANSFORM;

	private final LoopFixture loop = new LoopFixture();

	@Test
	@DisplayName("the minimum that a window raises is there when the window begins, without an alert")
	void beforeTheWindow() {
		deploy(2, window("11:00", "12:00", 5, null));
		this.loop.pass(Duration.ofMinutes(58));
		this.loop.keepMinimum();
		assertThat(this.loop.requests.find(TRANSFORM)).isEmpty();
		this.loop.pass(Duration.ofMinutes(1));
		this.loop.keepMinimum();
		this.loop.step(TRANSFORM);
		assertThat(this.loop.platform.calls()).containsExactly("scaletest/transform to 5");
		assertThat(this.loop.latest(TRANSFORM)).returns("BELOW_MINIMUM", (entry) -> entry.reason())
			.returns("2 instance(s) are fewer than the minimum of 5", (entry) -> entry.explanation());
		this.loop.pass(Duration.ofSeconds(30));
		this.loop.step(TRANSFORM);
		assertThat(this.loop.latest(TRANSFORM).outcome()).isEqualTo(Outcome.SUCCEEDED);
	}

	@Test
	@DisplayName("a scale-in alert does not go below the minimum of the window, and names it")
	void withinTheWindow() {
		deploy(5, window("10:00", "12:00", 5, null));
		this.loop.alert(TRANSFORM, Direction.IN);
		this.loop.step(TRANSFORM);
		assertThat(this.loop.platform.calls()).isEmpty();
		assertThat(this.loop.latest(TRANSFORM).explanation()).endsWith("; by the window 'w'");
	}

	@Test
	@DisplayName("in a window without scale-in the number stays, and rises")
	void noScaleIn() {
		deploy(3, window("10:00", "12:00", null, false));
		this.loop.alert(TRANSFORM, Direction.IN);
		this.loop.step(TRANSFORM);
		assertThat(this.loop.platform.calls()).isEmpty();
		assertThat(this.loop.latest(TRANSFORM).reason()).isEqualTo("NO_SCALE_IN");
		this.loop.alert(TRANSFORM, Direction.OUT);
		this.loop.step(TRANSFORM);
		assertThat(this.loop.platform.calls()).containsExactly("scaletest/transform to 4");
	}

	@Test
	@DisplayName("a lower maximum removes nothing by itself")
	void lowerMaximum() {
		WindowSettings night = new WindowSettings("night", "UTC", null, "10:00", "12:00", null, null, null, 3, null,
				null, null);
		deploy(6, night);
		this.loop.keepMinimum();
		assertThat(this.loop.requests.find(TRANSFORM)).isEmpty();
		this.loop.alert(TRANSFORM, Direction.OUT);
		this.loop.step(TRANSFORM);
		assertThat(this.loop.latest(TRANSFORM).counts()).isEqualTo(new Counts(6, 7, 6));
		assertThat(this.loop.platform.calls()).isEmpty();
	}

	@Test
	@DisplayName("what was refused is requested again after a minute, not every time")
	void refused() {
		deploy(1, window("10:00", "12:00", 4, null));
		this.loop.platform.fail(PlatformException.Kind.REFUSED, false);
		for (int i = 0; i < 4; i++) {
			this.loop.keepMinimum();
			this.loop.step(TRANSFORM);
			this.loop.pass(Duration.ofSeconds(15));
		}
		assertThat(this.loop.platform.calls()).hasSize(1);
		this.loop.keepMinimum();
		this.loop.step(TRANSFORM);
		assertThat(this.loop.platform.calls()).hasSize(2);
	}

	@Test
	@DisplayName("nothing is requested while the policy is paused or another replica decides")
	void notNow() {
		deploy(1, new WindowSettings("w", "UTC", null, "10:00", "12:00", null, null, 4, null, null, null, true));
		this.loop.keepMinimum();
		assertThat(this.loop.requests.find(TRANSFORM)).isEmpty();
		deploy(1, window("10:00", "12:00", 4, null));
		this.loop.leadership.takenOver();
		this.loop.leadership.noticed();
		this.loop.keepMinimum();
		assertThat(this.loop.requests.find(TRANSFORM)).isEmpty();
	}

	private void deploy(int instances, WindowSettings window) {
		this.loop.platform.deployed(TRANSFORM, instances);
		this.loop.policy(TRANSFORM, new PolicySettings(2, 6, "step", null, null, null, null, null, Duration.ZERO,
				Duration.ZERO, null, null, null, null, List.of(window), null, null, null));
	}

	private static WindowSettings window(String from, String to, Integer min, Boolean scaleIn) {
		return new WindowSettings("w", "UTC", null, from, to, null, null, min, null, null, scaleIn, null);
	}

}
