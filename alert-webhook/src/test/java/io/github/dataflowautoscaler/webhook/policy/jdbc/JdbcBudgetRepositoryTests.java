package io.github.dataflowautoscaler.webhook.policy.jdbc;

import io.github.dataflowautoscaler.webhook.Database;
import io.github.dataflowautoscaler.webhook.policy.BudgetRepositoryContract;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tests for {@link JdbcBudgetRepository}.
 */
@ParameterizedClass
@EnumSource(Database.class)
class JdbcBudgetRepositoryTests extends BudgetRepositoryContract {

	JdbcBudgetRepositoryTests(Database database) {
		super(new JdbcBudgetRepository(JdbcClient.create(database.create())));
	}

}
