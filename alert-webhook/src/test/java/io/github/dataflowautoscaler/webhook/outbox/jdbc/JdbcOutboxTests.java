package io.github.dataflowautoscaler.webhook.outbox.jdbc;

import io.github.dataflowautoscaler.webhook.Database;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JdbcOutbox}.
 */
class JdbcOutboxTests {

	private static final String KAFKA = "kafka";

	@ParameterizedTest
	@EnumSource(Database.class)
	void whatWaitsIsFoundInTheOrderOfTheHistoryUntilItIsRemoved(Database database) {
		JdbcOutbox outbox = new JdbcOutbox(JdbcClient.create(database.create()));
		outbox.add(KAFKA, 3);
		outbox.add(KAFKA, 1);
		outbox.add(KAFKA, 2);
		outbox.add("alertmanager", 9);
		assertThat(outbox.find(KAFKA, 2)).containsExactly(1L, 2L);
		outbox.remove(KAFKA, 1);
		assertThat(outbox.find(KAFKA, 10)).containsExactly(2L, 3L);
		assertThat(outbox.find("alertmanager", 10)).containsExactly(9L);
	}

	@ParameterizedTest
	@EnumSource(Database.class)
	void whatWaitsAlreadyWaitsOnce(Database database) {
		JdbcOutbox outbox = new JdbcOutbox(JdbcClient.create(database.create()));
		outbox.add(KAFKA, 1);
		outbox.add(KAFKA, 1);
		assertThat(outbox.find(KAFKA, 10)).containsExactly(1L);
	}

}
