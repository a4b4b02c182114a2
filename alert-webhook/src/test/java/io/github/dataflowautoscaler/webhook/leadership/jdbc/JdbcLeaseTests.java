package io.github.dataflowautoscaler.webhook.leadership.jdbc;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import io.github.dataflowautoscaler.webhook.Database;
import io.github.dataflowautoscaler.webhook.leadership.Lease.State;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link JdbcLease}.
 */
@ParameterizedClass
@EnumSource(Database.class)
class JdbcLeaseTests {

	private static final State FREE = new State(0, 0, null);

	private final TransactionTemplate transaction;

	private final JdbcLease lease;

	JdbcLeaseTests(Database database) {
		DataSource dataSource = database.create();
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
		this.lease = new JdbcLease(JdbcClient.create(dataSource));
	}

	@Test
	void ofTwoWhoSeeItFreeOneTakesIt() {
		assertThat(this.lease.read()).isEqualTo(FREE);
		assertThat(this.lease.take(FREE, "first")).isTrue();
		assertThat(this.lease.take(FREE, "second")).isFalse();
		assertThat(this.lease.read()).isEqualTo(new State(1, 0, "first"));
	}

	@Test
	void aRenewalIsSeenAndKeepsItFromBeingTaken() {
		this.lease.take(FREE, "first");
		State seen = this.lease.read();
		assertThat(this.lease.renew(1)).isTrue();
		assertThat(this.lease.read()).isNotEqualTo(seen);
		assertThat(this.lease.take(seen, "second")).isFalse();
	}

	@Test
	@DisplayName("case 48: a holder whose term is over can't renew, release or confirm the lease")
	void formerHolder() {
		this.lease.take(FREE, "first");
		this.lease.take(this.lease.read(), "second");
		assertThat(this.lease.renew(1)).isFalse();
		this.lease.release(1);
		assertThat(this.lease.read()).isEqualTo(new State(2, 0, "second"));
		assertThat(confirm(1)).isFalse();
		assertThat(confirm(2)).isTrue();
		this.lease.release(2);
		assertThat(this.lease.read()).isEqualTo(new State(2, 0, null));
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

	private boolean confirm(long term) {
		return Boolean.TRUE.equals(this.transaction.execute((status) -> this.lease.confirm(term)));
	}

}
