package io.github.dataflowautoscaler.webhook.leadership.jdbc;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import io.github.dataflowautoscaler.webhook.Database;
import io.github.dataflowautoscaler.webhook.leadership.Lease;
import io.github.dataflowautoscaler.webhook.leadership.Lease.State;
import io.github.dataflowautoscaler.webhook.leadership.LeaseContract;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link JdbcLease}.
 */
@ParameterizedClass
@EnumSource(Database.class)
class JdbcLeaseTests extends LeaseContract {

	private final TransactionTemplate transaction;

	private final JdbcLease lease;

	JdbcLeaseTests(Database database) {
		DataSource dataSource = database.create();
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
		this.lease = new JdbcLease(JdbcClient.create(dataSource));
	}

	@Override
	protected Lease lease() {
		return this.lease;
	}

	@Override
	protected TransactionOperations transaction() {
		return this.transaction;
	}

	@Test
	@DisplayName("case 48: nobody takes over between a confirmation and the end of its transaction")
	void takingWaitsForTransactions() {
		this.lease.take(FREE, "first");
		State seen = this.lease.read();
		CompletableFuture<Boolean> taking = this.transaction.execute((status) -> {
			assertThat(this.lease.confirm(1)).isTrue();
			CompletableFuture<Boolean> started = CompletableFuture.supplyAsync(() -> this.lease.take(seen, "second"));
			assertThat(this.lease.confirm(1)).isTrue();
			await().during(Duration.ofMillis(200)).until(() -> !started.isDone());
			return started;
		});
		assertThat(taking.join()).isTrue();
		assertThat(confirm(1)).isFalse();
	}

}
