package io.github.dataflowautoscaler.webhook.scaling.jdbc;

import io.github.dataflowautoscaler.webhook.Database;
import io.github.dataflowautoscaler.webhook.scaling.LearnedContract;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tests for {@link JdbcLearned}.
 */
@ParameterizedClass
@EnumSource(Database.class)
class JdbcLearnedTests extends LearnedContract {

	JdbcLearnedTests(Database database) {
		super(new JdbcLearned(JdbcClient.create(database.create())));
	}

}
