package io.github.dataflowautoscaler.webhook.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link GroupedTransactions}.
 */
class GroupedTransactionsTests {

	private static final Executor THREADS = (task) -> new Thread(task).start();

	private final JdbcDataSource dataSource = new JdbcDataSource();

	private final JdbcClient jdbc = JdbcClient.create(this.dataSource);

	private final CountingTransactionManager manager = new CountingTransactionManager();

	private final GroupedTransactions transactions = new GroupedTransactions(this.manager);

	private final CountDownLatch release = new CountDownLatch(1);

	private final List<CompletableFuture<Integer>> inserts = new ArrayList<>();

	@BeforeEach
	void occupyTheWriter() {
		this.dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		this.jdbc.sql("create table entry (id int primary key)").update();
		CountDownLatch occupied = new CountDownLatch(1);
		THREADS.execute(() -> this.transactions.executeWithoutResult((status) -> {
			occupied.countDown();
			await().until(() -> this.release.getCount() == 0);
		}));
		await().until(() -> occupied.getCount() == 0);
	}

	@AfterEach
	void close() {
		this.release.countDown();
		this.transactions.close();
	}

	@Test
	void whatComesMeanwhileSharesATransaction() {
		insert(1, 2, 3, 4);
		this.release.countDown();
		assertThat(this.inserts).allSatisfy((insert) -> assertThat(insert.join()).isOne());
		assertThat(rows()).containsExactly(1, 2, 3, 4);
		assertThat(this.manager.begun).hasValue(2);
	}

	@Test
	void nobodyHasToPayForSomebodyElse() {
		insert(1, 2, 2, 3);
		this.release.countDown();
		assertThat(this.inserts.stream().filter((insert) -> failure(insert) == null)).hasSize(3);
		assertThat(this.inserts.stream().map(GroupedTransactionsTests::failure).filter((failure) -> failure != null))
			.singleElement()
			.isInstanceOf(DuplicateKeyException.class);
		assertThat(rows()).containsExactly(1, 2, 3);
	}

	@Test
	void aDatabaseThatIsGoneIsAskedOnceForAll() {
		insert(1, 2, 3);
		this.manager.gone = true;
		this.release.countDown();
		assertThat(this.inserts)
			.allSatisfy((insert) -> assertThat(failure(insert)).isInstanceOf(CannotCreateTransactionException.class));
		assertThat(this.manager.begun).hasValue(2);
	}

	@Test
	void aDatabaseThatGoesInTheMiddleIsAskedOnceMoreForAll() {
		insert(1, 1, 2, 3);
		this.manager.goneAfter = 2;
		this.release.countDown();
		assertThat(this.inserts)
			.allSatisfy((insert) -> assertThat(failure(insert)).isInstanceOf(CannotCreateTransactionException.class));
		assertThat(this.manager.begun).hasValue(3);
	}

	@Test
	void workInsideOfWorkIsPartOfIt() {
		this.release.countDown();
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> this.transactions.executeWithoutResult((outer) -> {
				this.transactions.executeWithoutResult((inner) -> write(1));
				write(1);
			}));
		assertThat(rows()).isEmpty();
	}

	private void insert(int... ids) {
		for (int id : ids) {
			this.inserts
				.add(CompletableFuture.supplyAsync(() -> this.transactions.execute((status) -> write(id)), THREADS));
		}
		await().until(() -> this.transactions.waiting() == ids.length);
	}

	private int write(int id) {
		return this.jdbc.sql("insert into entry values (?)").param(id).update();
	}

	private List<Integer> rows() {
		return this.jdbc.sql("select id from entry order by id").query(Integer.class).list();
	}

	private static @Nullable Throwable failure(CompletableFuture<Integer> insert) {
		return insert.handle((count, failure) -> (failure != null) ? failure.getCause() : null).join();
	}

	private final class CountingTransactionManager extends JdbcTransactionManager {

		private final AtomicInteger begun = new AtomicInteger();

		private volatile boolean gone;

		private volatile int goneAfter = Integer.MAX_VALUE;

		CountingTransactionManager() {
			super(GroupedTransactionsTests.this.dataSource);
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
			if (this.begun.incrementAndGet() > this.goneAfter || this.gone) {
				throw new CannotCreateTransactionException("gone");
			}
			super.doBegin(transaction, definition);
		}

	}

}
