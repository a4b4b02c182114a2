package io.github.dataflowautoscaler.webhook.history.jdbc;

import io.github.dataflowautoscaler.webhook.Database;
import io.github.dataflowautoscaler.webhook.history.HistoryRepositoryContract;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tests for {@link JdbcHistoryRepository}.
 */
@ParameterizedClass
@EnumSource(Database.class)
class JdbcHistoryRepositoryTests extends HistoryRepositoryContract {

	JdbcHistoryRepositoryTests(Database database) {
		super(new JdbcHistoryRepository(JdbcClient.create(database.create())));
	}

}
