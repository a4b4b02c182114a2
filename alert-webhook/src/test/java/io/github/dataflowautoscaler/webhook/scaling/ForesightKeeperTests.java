package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;

import io.github.dataflowautoscaler.webhook.history.Outcome;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ForesightKeeper} in the whole loop, which begins at 10:00 UTC. In the
 * past, the load has risen from 5 to 30 messages/s at 10:03 every day.
 */
class ForesightKeeperTests {

	private static final ApplicationId TRANSFORM = LoopFixture.TRANSFORM;

	private final LoopFixture loop = new LoopFixture();

	@BeforeEach
	void runAtCapacity() {
		this.loop.platform.deployed(TRANSFORM, 1);
		this.loop.past(ForesightKeeperTests::everyDay);
		this.loop.measure(TRANSFORM, 1, 5, 5, 0.5, 0);
	}

	private static Double everyDay(Instant minute) {
		LocalTime time = LocalTime.ofInstant(minute, ZoneOffset.UTC);
		boolean high = !time.isBefore(LocalTime.of(10, 3)) && time.isBefore(LocalTime.of(18, 0));
		return high ? 30.0 : 5.0;
	}

	@Test
	@DisplayName("instances are requested before the rise, without an alert")
	void beforeTheRise() {
		policy("on");
		look();
		assertThat(this.loop.requests.find(TRANSFORM)).isEmpty();
		this.loop.pass(Duration.ofMinutes(1));
		look();
		assertThat(this.loop.requests.find(TRANSFORM)).isPresent();
		this.loop.step(TRANSFORM);
		assertThat(this.loop.platform.calls()).containsExactly("scaletest/transform to 4");
		assertThat(this.loop.latest(TRANSFORM)).returns("FORESEEN", (entry) -> entry.reason())
			.satisfies((entry) -> assertThat(entry.explanation())
				.contains("30/s were seen at 10:03 on 4 of 4 days (1, 2, 3 and 7 days before)"));
	}

	@Test
	@DisplayName("advice records what would have been done, once a minute, and does nothing")
	void advice() {
		policy("advise");
		this.loop.pass(Duration.ofMinutes(1));
		look();
		this.loop.step(TRANSFORM);
		assertThat(this.loop.platform.calls()).isEmpty();
		assertThat(this.loop.latest(TRANSFORM)).returns("ADVISED", (entry) -> entry.reason())
			.returns(Outcome.HELD, (entry) -> entry.outcome())
			.satisfies(
					(entry) -> assertThat(entry.explanation()).contains("it would have gone to 4", "30/s were seen"));
	}

	@Test
	@DisplayName("without foresight nothing is requested")
	void off() {
		policy("off");
		this.loop.pass(Duration.ofMinutes(1));
		look();
		assertThat(this.loop.requests.find(TRANSFORM)).isEmpty();
	}

	@Test
	@DisplayName("while the past can't be read, nothing is foreseen, and it is read again a minute later")
	void unread() {
		this.loop.past(null);
		policy("on");
		this.loop.pass(Duration.ofMinutes(1));
		look();
		assertThat(this.loop.requests.find(TRANSFORM)).isEmpty();
		this.loop.past(ForesightKeeperTests::everyDay);
		look();
		assertThat(this.loop.requests.find(TRANSFORM)).isEmpty();
		this.loop.pass(Duration.ofMinutes(1));
		look();
		assertThat(this.loop.requests.find(TRANSFORM)).isPresent();
	}

	@Test
	@DisplayName("nothing is foreseen any more when it is turned off")
	void turnedOff() {
		policy("on");
		this.loop.pass(Duration.ofMinutes(1));
		look();
		policy("off");
		look();
		policy("advise");
		this.loop.step(TRANSFORM);
		assertThat(this.loop.platform.calls()).isEmpty();
	}

	/** The capacity has to be learned before. */
	private void look() {
		this.loop.assess();
		this.loop.foresee();
	}

	private void policy(String foresight) {
		this.loop.policy(TRANSFORM, new PolicySettings(1, 4, null, null, null, null, null, null, null, null, foresight,
				null, null, null, null, null, null, null));
	}

}
