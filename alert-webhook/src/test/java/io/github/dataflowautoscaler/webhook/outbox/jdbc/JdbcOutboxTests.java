package io.github.dataflowautoscaler.webhook.outbox.jdbc;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.github.dataflowautoscaler.webhook.Database;
import io.github.dataflowautoscaler.webhook.outbox.Outbox;
import io.github.dataflowautoscaler.webhook.outbox.Outbox.Waiting;
import io.github.dataflowautoscaler.webhook.outbox.OutboxContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JdbcOutbox}.
 */
class JdbcOutboxTests {

	@ParameterizedTest
	@EnumSource(Database.class)
	void whatIsRemovedWhileItIsAddedAgainStillWaits(Database database) throws Exception {
		DataSource dataSource = database.create();
		Outbox outbox = new JdbcOutbox(JdbcClient.create(dataSource));
		outbox.add("kafka", 1);
		Waiting found = outbox.find("kafka", 1).get(0);
		CompletableFuture<Void> removal = new TransactionTemplate(new JdbcTransactionManager(dataSource))
			.execute((status) -> {
				outbox.add("kafka", 1);
				return CompletableFuture.runAsync(() -> outbox.remove("kafka", found));
			});
		removal.get(1, TimeUnit.MINUTES);
		List<Waiting> left = outbox.find("kafka", 10);
		assertThat(left).extracting(Waiting::historyId).containsExactly(1L);
	}

	/** In memory. */
	@Nested
	class OnH2 extends OutboxContract {

		@Override
		protected Outbox create() {
			return new JdbcOutbox(JdbcClient.create(Database.H2.create()));
		}

	}

	/** As with several replicas. */
	@Nested
	class OnPostgresql extends OutboxContract {

		@Override
		protected Outbox create() {
			return new JdbcOutbox(JdbcClient.create(Database.POSTGRESQL.create()));
		}

	}

}
