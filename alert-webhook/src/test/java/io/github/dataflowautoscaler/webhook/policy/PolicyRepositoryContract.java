package io.github.dataflowautoscaler.webhook.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What every {@link PolicyRepository} does, wherever it is kept.
 */
public abstract class PolicyRepositoryContract {

	protected static final ApplicationId TRANSFORM = new ApplicationId("scaletest", "transform");

	private static final ApplicationId LOG = new ApplicationId("other", "log");

	protected static final Edit EDIT = new Edit(Instant.parse("2026-11-22T08:00:00.123Z"), "ops");

	protected static final Edit LATER = new Edit(Instant.parse("2026-11-22T09:00:00.456Z"), "admin");

	private final List<PolicyChange> changes = new ArrayList<>();

	protected abstract PolicyRepository policies();

	/** The repository tells each change to this. */
	protected final void told(PolicyChange change) {
		this.changes.add(change);
	}

	@Test
	void everySettingIsKept() {
		Policy full = new Policy(2, 9, Strategy.STEP, 3, 4, 12.5, TargetUtilization.of(0.8), Duration.ofMinutes(3),
				Duration.ofSeconds(1), Duration.ofHours(24), Foresight.OFF, true, new Pause(null), List.of(),
				Membership.DEFAULT);
		StoredPolicy stored = policies().insert(TRANSFORM, full, EDIT);
		assertThat(stored.policy()).isEqualTo(full);
		assertThat(policies().find(TRANSFORM)).isEqualTo(Optional.of(stored));
		StoredPolicy sparse = policies().update(stored, policy(null), LATER);
		assertThat(policies().find(TRANSFORM)).isEqualTo(Optional.of(sparse));
	}

	@Test
	void eachChangeIsToldWithWhoMadeIt() {
		StoredPolicy stored = policies().insert(TRANSFORM, policy(null), EDIT);
		StoredPolicy paused = policies().update(stored, policy(new Pause(null)), LATER);
		policies().delete(paused, LATER);
		assertThat(this.changes).containsExactly(new PolicyChange(TRANSFORM, null, policy(null), EDIT),
				new PolicyChange(TRANSFORM, policy(null), policy(new Pause(null)), LATER),
				new PolicyChange(TRANSFORM, policy(new Pause(null)), null, LATER));
	}

	@Test
	void policiesAreFoundByStream() {
		StoredPolicy transform = policies().insert(TRANSFORM, policy(null), EDIT);
		StoredPolicy log = policies().insert(LOG, policy(null), EDIT);
		assertThat(policies().findAll()).containsExactlyInAnyOrder(transform, log);
		assertThat(policies().findByStream("scaletest")).containsExactly(transform);
	}

	@Test
	@DisplayName("case 51: of two writers, the one who read an outdated policy is told")
	void twoWriters() {
		StoredPolicy read = policies().insert(TRANSFORM, policy(null), EDIT);
		assertThatExceptionOfType(PolicyConflictException.class)
			.isThrownBy(() -> policies().insert(TRANSFORM, policy(null), EDIT));
		policies().update(read, policy(new Pause(null)), LATER);
		assertThatExceptionOfType(PolicyConflictException.class)
			.isThrownBy(() -> policies().update(read, policy(null), LATER));
		assertThatExceptionOfType(PolicyConflictException.class).isThrownBy(() -> policies().delete(read, LATER));
		assertThat(policies().find(TRANSFORM).orElseThrow()).returns(LATER, StoredPolicy::edit)
			.satisfies((stored) -> assertThat(stored.policy().pause()).isNotNull());
		assertThat(this.changes).hasSize(2);
	}

	@Test
	void aVersionIsNotUsedAgainWhenAPolicyIsRemovedAndSetAnew() {
		StoredPolicy first = policies().insert(TRANSFORM, policy(null), EDIT);
		policies().delete(first, LATER);
		assertThat(policies().find(TRANSFORM)).isEmpty();
		StoredPolicy second = policies().insert(TRANSFORM, policy(null), EDIT);
		assertThat(second.version()).isGreaterThan(first.version());
		assertThatExceptionOfType(PolicyConflictException.class).isThrownBy(() -> policies().delete(first, LATER));
	}

	protected static Policy policy(@Nullable Pause pause) {
		return new Policy(1, 4, Strategy.RATE, null, null, null, TargetUtilization.valueOf("auto"),
				Duration.ofMinutes(2), Duration.ofMinutes(1), Duration.ofMinutes(5), Foresight.OFF, false, pause,
				List.of(), Membership.DEFAULT);
	}

}
