package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Cause;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.scaling.ScaleRequests.Waiting;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What all {@link ScaleRequests} do, wherever they are kept.
 */
public abstract class ScaleRequestsContract {

	protected static final ApplicationId TRANSFORM = new ApplicationId("scaletest", "transform");

	protected static final ApplicationId LOG = new ApplicationId("scaletest", "log");

	private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

	protected abstract ScaleRequests requests();

	@Test
	void theRequestsOfANotificationWaitTogether() {
		ScaleRequest first = request(TRANSFORM, "first");
		requests().replace(List.of(first));
		ScaleRequest second = request(TRANSFORM, "second");
		ScaleRequest other = request(LOG, "second");
		requests().replace(List.of(second, other));
		assertThat(requests().find(TRANSFORM)).isEqualTo(Optional.of(second));
		assertThat(requests().find(LOG)).isEqualTo(Optional.of(other));
		assertThat(requests().findApplications()).containsExactlyInAnyOrder(TRANSFORM, LOG);
	}

	@Test
	void whatWasTriedInVainGoesOnCountingInTheSameDirectionOnly() {
		ScaleRequest first = request(TRANSFORM, "first");
		requests().replace(List.of(first));
		ScaleRequest failed = new ScaleRequest(first.cause(), NOW, 2, "busy", null);
		assertThat(requests().update(failed)).isTrue();
		requests().replace(List.of(later(Direction.OUT)));
		assertThat(requests().find(TRANSFORM)).hasValueSatisfying((request) -> {
			assertThat(request.requestedAt()).isEqualTo(NOW);
			assertThat(request.attempts()).isEqualTo(2);
			assertThat(request.lastError()).isEqualTo("busy");
		});
		ScaleRequest other = later(Direction.IN);
		requests().replace(List.of(other));
		assertThat(requests().find(TRANSFORM)).isEqualTo(Optional.of(other));
	}

	@Test
	void whatWasReplacedOrWithdrawnIsNeitherUpdatedNorRemoved() {
		ScaleRequest first = request(TRANSFORM, "first");
		ScaleRequest second = request(TRANSFORM, "second");
		requests().replace(List.of(first));
		requests().replace(List.of(second));
		assertThat(requests().update(first)).isFalse();
		requests().remove(TRANSFORM, first.cause().requestId());
		assertThat(requests().find(TRANSFORM)).isEqualTo(Optional.of(second));
		assertThat(requests().withdraw(TRANSFORM, Direction.IN)).isFalse();
		assertThat(requests().withdraw(TRANSFORM, Direction.OUT)).isTrue();
		assertThat(requests().update(second)).isFalse();
	}

	@Test
	void theNewestSaysByHowManyInstances() {
		requests().replace(List.of(request(TRANSFORM, "first").by(3)));
		assertThat(requests().find(TRANSFORM)).hasValueSatisfying((request) -> assertThat(request.step()).isEqualTo(3));
		requests().replace(List.of(request(TRANSFORM, "second")));
		assertThat(requests().find(TRANSFORM)).hasValueSatisfying((request) -> assertThat(request.step()).isNull());
	}

	@Test
	void allThatWaitAreCountedFromTheOldestOn() {
		assertThat(requests().waiting()).isEqualTo(new Waiting(0, null));
		requests().replace(List.of(later(Direction.IN), request(LOG, "earlier")));
		assertThat(requests().waiting()).isEqualTo(new Waiting(2, NOW));
	}

	private static ScaleRequest later(Direction direction) {
		Cause cause = new Cause(TRANSFORM, "later" + direction, "alert", direction);
		return new ScaleRequest(cause, NOW.plusSeconds(60), 0, null, null);
	}

	protected static ScaleRequest request(ApplicationId id, String alert) {
		return ScaleRequest.of(id, Direction.OUT, alert, NOW);
	}

}
