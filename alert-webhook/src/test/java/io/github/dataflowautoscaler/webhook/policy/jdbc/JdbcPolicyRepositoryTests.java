package io.github.dataflowautoscaler.webhook.policy.jdbc;

import java.time.Instant;
import java.util.TimeZone;

import javax.sql.DataSource;

import io.github.dataflowautoscaler.webhook.Database;
import io.github.dataflowautoscaler.webhook.policy.Pause;
import io.github.dataflowautoscaler.webhook.policy.PolicyChange;
import io.github.dataflowautoscaler.webhook.policy.PolicyRepository;
import io.github.dataflowautoscaler.webhook.policy.PolicyRepositoryContract;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JdbcPolicyRepository}.
 */
@ParameterizedClass
@EnumSource(Database.class)
class JdbcPolicyRepositoryTests extends PolicyRepositoryContract {

	private final JdbcPolicyRepository policies;

	JdbcPolicyRepositoryTests(Database database) {
		DataSource dataSource = database.create();
		this.policies = new JdbcPolicyRepository(JdbcClient.create(dataSource),
				new TransactionTemplate(new JdbcTransactionManager(dataSource)), (event) -> told((PolicyChange) event),
				JsonMapper.builder().build());
	}

	@Override
	protected PolicyRepository policies() {
		return this.policies;
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

}
