package io.github.dataflowautoscaler.webhook.policy.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;

import javax.sql.DataSource;

import io.github.dataflowautoscaler.webhook.Database;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Edit;
import io.github.dataflowautoscaler.webhook.policy.Foresight;
import io.github.dataflowautoscaler.webhook.policy.Membership;
import io.github.dataflowautoscaler.webhook.policy.Pause;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicyChange;
import io.github.dataflowautoscaler.webhook.policy.PolicyConflictException;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import io.github.dataflowautoscaler.webhook.policy.TargetUtilization;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

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

	private static final Edit EDIT = new Edit(Instant.parse("2026-11-22T08:00:00.123Z"), "ops");

	private static final Edit LATER = new Edit(Instant.parse("2026-11-22T09:00:00.456Z"), "admin");

	private final List<Object> changes = new ArrayList<>();

	private final JdbcPolicyRepository policies;

	JdbcPolicyRepositoryTests(Database database) {
		DataSource dataSource = database.create();
		this.policies = new JdbcPolicyRepository(JdbcClient.create(dataSource),
				new TransactionTemplate(new JdbcTransactionManager(dataSource)), this.changes::add,
				JsonMapper.builder().build());
	}

	@Test
	void everySettingIsKept() {
		Policy full = new Policy(2, 9, Strategy.STEP, 3, 4, 12.5, TargetUtilization.of(0.8), Duration.ofMinutes(3),
				Duration.ofSeconds(1), Duration.ofHours(24), Foresight.OFF, true, new Pause(null), List.of(),
				Membership.DEFAULT);
		StoredPolicy stored = this.policies.insert(TRANSFORM, full, EDIT);
		assertThat(stored.policy()).isEqualTo(full);
		assertThat(this.policies.find(TRANSFORM)).isEqualTo(Optional.of(stored));
		StoredPolicy sparse = this.policies.update(stored, policy(null), LATER);
		assertThat(this.policies.find(TRANSFORM)).isEqualTo(Optional.of(sparse));
	}

	@Test
	void eachChangeIsToldWithWhoMadeIt() {
		StoredPolicy stored = this.policies.insert(TRANSFORM, policy(null), EDIT);
		StoredPolicy paused = this.policies.update(stored, policy(new Pause(null)), LATER);
		this.policies.delete(paused, LATER);
		assertThat(this.changes).containsExactly(new PolicyChange(TRANSFORM, null, policy(null), EDIT),
				new PolicyChange(TRANSFORM, policy(null), policy(new Pause(null)), LATER),
				new PolicyChange(TRANSFORM, policy(new Pause(null)), null, LATER));
	}

	@Test
	void policiesAreFoundByStream() {
		StoredPolicy transform = this.policies.insert(TRANSFORM, policy(null), EDIT);
		StoredPolicy log = this.policies.insert(LOG, policy(null), EDIT);
		assertThat(this.policies.findAll()).containsExactlyInAnyOrder(transform, log);
		assertThat(this.policies.findByStream("scaletest")).containsExactly(transform);
	}

	@Test
	@DisplayName("case 51: of two writers, the one who read an outdated policy is told")
	void twoWriters() {
		StoredPolicy read = this.policies.insert(TRANSFORM, policy(null), EDIT);
		assertThatExceptionOfType(PolicyConflictException.class)
			.isThrownBy(() -> this.policies.insert(TRANSFORM, policy(null), EDIT));
		this.policies.update(read, policy(new Pause(null)), LATER);
		assertThatExceptionOfType(PolicyConflictException.class)
			.isThrownBy(() -> this.policies.update(read, policy(null), LATER));
		assertThatExceptionOfType(PolicyConflictException.class).isThrownBy(() -> this.policies.delete(read, LATER));
		assertThat(this.policies.find(TRANSFORM).orElseThrow()).returns(LATER, StoredPolicy::edit)
			.satisfies((stored) -> assertThat(stored.policy().pause()).isNotNull());
		assertThat(this.changes).hasSize(2);
	}

	@Test
	void aVersionIsNotUsedAgainWhenAPolicyIsRemovedAndSetAnew() {
		StoredPolicy first = this.policies.insert(TRANSFORM, policy(null), EDIT);
		this.policies.delete(first, LATER);
		assertThat(this.policies.find(TRANSFORM)).isEmpty();
		StoredPolicy second = this.policies.insert(TRANSFORM, policy(null), EDIT);
		assertThat(second.version()).isGreaterThan(first.version());
		assertThatExceptionOfType(PolicyConflictException.class).isThrownBy(() -> this.policies.delete(first, LATER));
	}

	@Test
	@DisplayName("case 50: times are kept in the hour that daylight saving time repeats, and in the one it leaves out")
	void daylightSavingTime() {
		TimeZone zone = TimeZone.getDefault();
		TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
		try {
			StoredPolicy stored = this.policies.insert(TRANSFORM, policy(null), EDIT);
			for (String time : new String[] { "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-03-29T01:30:00Z",
					"2026-03-29T00:59:59.123456Z" }) {
				Pause pause = new Pause(Instant.parse(time));
				stored = this.policies.update(stored, policy(pause), LATER);
				assertThat(this.policies.find(TRANSFORM).orElseThrow().policy().pause()).isEqualTo(pause);
			}
		}
		finally {
			TimeZone.setDefault(zone);
		}
	}

	private static Policy policy(@Nullable Pause pause) {
		return new Policy(1, 4, Strategy.RATE, null, null, null, TargetUtilization.valueOf("auto"),
				Duration.ofMinutes(2), Duration.ofMinutes(1), Duration.ofMinutes(5), Foresight.OFF, false, pause,
				List.of(), Membership.DEFAULT);
	}

}
