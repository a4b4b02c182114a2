package io.github.dataflowautoscaler.webhook.policy.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TimeZone;

import io.github.dataflowautoscaler.webhook.Database;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Pause;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicyConflictException;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link JdbcPolicyRepository}.
 */
@ParameterizedClass
@EnumSource(Database.class)
class JdbcPolicyRepositoryTests {

	private static final ApplicationId TRANSFORM = new ApplicationId("scaletest", "transform");

	private static final ApplicationId LOG = new ApplicationId("other", "log");

	private final JdbcPolicyRepository policies;

	JdbcPolicyRepositoryTests(Database database) {
		this.policies = new JdbcPolicyRepository(JdbcClient.create(database.create()));
	}

	@Test
	void everySettingIsKept() {
		Policy full = new Policy(2, 9, Strategy.STEP, 3, 4, 12.5, 0.8, Duration.ofMinutes(3), Duration.ofSeconds(1),
				Duration.ofHours(24), true, new Pause(null));
		StoredPolicy stored = this.policies.insert(TRANSFORM, full);
		assertThat(stored.policy()).isEqualTo(full);
		assertThat(this.policies.find(TRANSFORM)).isEqualTo(Optional.of(stored));
		StoredPolicy sparse = this.policies.update(stored, policy(null));
		assertThat(this.policies.find(TRANSFORM)).isEqualTo(Optional.of(sparse));
	}

	@Test
	void policiesAreFoundByStream() {
		StoredPolicy transform = this.policies.insert(TRANSFORM, policy(null));
		StoredPolicy log = this.policies.insert(LOG, policy(null));
		assertThat(this.policies.findAll()).containsExactlyInAnyOrder(transform, log);
		assertThat(this.policies.findByStream("scaletest")).containsExactly(transform);
	}

	@Test
	@DisplayName("case 51: of two writers the one who read what is no longer there is told")
	void twoWriters() {
		StoredPolicy read = this.policies.insert(TRANSFORM, policy(null));
		assertThatExceptionOfType(PolicyConflictException.class)
			.isThrownBy(() -> this.policies.insert(TRANSFORM, policy(null)));
		this.policies.update(read, policy(new Pause(null)));
		assertThatExceptionOfType(PolicyConflictException.class)
			.isThrownBy(() -> this.policies.update(read, policy(null)));
		assertThatExceptionOfType(PolicyConflictException.class).isThrownBy(() -> this.policies.delete(read));
		assertThat(this.policies.find(TRANSFORM).orElseThrow().policy().pause()).isNotNull();
	}

	@Test
	void aVersionIsNotUsedAgainWhenAPolicyIsRemovedAndSetAnew() {
		StoredPolicy first = this.policies.insert(TRANSFORM, policy(null));
		this.policies.delete(first);
		assertThat(this.policies.find(TRANSFORM)).isEmpty();
		StoredPolicy second = this.policies.insert(TRANSFORM, policy(null));
		assertThat(second.version()).isGreaterThan(first.version());
		assertThatExceptionOfType(PolicyConflictException.class).isThrownBy(() -> this.policies.delete(first));
	}

	@Test
	@DisplayName("case 50: times are kept in the hour that daylight saving time repeats, and in the one it leaves out")
	void daylightSavingTime() {
		TimeZone zone = TimeZone.getDefault();
		TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
		try {
			StoredPolicy stored = this.policies.insert(TRANSFORM, policy(null));
			for (String time : new String[] { "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-03-29T01:30:00Z",
					"2026-03-29T00:59:59.123456Z" }) {
				Pause pause = new Pause(Instant.parse(time));
				stored = this.policies.update(stored, policy(pause));
				assertThat(this.policies.find(TRANSFORM).orElseThrow().policy().pause()).isEqualTo(pause);
			}
		}
		finally {
			TimeZone.setDefault(zone);
		}
	}

	private static Policy policy(@Nullable Pause pause) {
		return new Policy(1, 4, Strategy.RATE, null, null, null, 0.9, Duration.ofMinutes(2), Duration.ofMinutes(1),
				Duration.ofMinutes(5), false, pause);
	}

}
