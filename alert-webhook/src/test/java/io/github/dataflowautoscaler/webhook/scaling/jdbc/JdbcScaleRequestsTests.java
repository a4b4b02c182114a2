package io.github.dataflowautoscaler.webhook.scaling.jdbc;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.github.dataflowautoscaler.webhook.Database;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.scaling.ScaleRequest;
import io.github.dataflowautoscaler.webhook.scaling.ScaleRequests;
import io.github.dataflowautoscaler.webhook.scaling.ScaleRequestsContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link JdbcScaleRequests}.
 */
@ParameterizedClass
@EnumSource(Database.class)
class JdbcScaleRequestsTests extends ScaleRequestsContract {

	private static final String UNLOCKED_LOG = "select id from scale_request where application_name = 'log'"
			+ " for update skip locked";

	/** The common pool has a single thread where there are two processors. */
	private static final Executor THREADS = (task) -> new Thread(task).start();

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final JdbcScaleRequests requests;

	JdbcScaleRequestsTests(Database database) {
		DataSource dataSource = database.create();
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
		this.jdbc = JdbcClient.create(dataSource);
		this.requests = new JdbcScaleRequests(this.jdbc, this.transaction);
	}

	@Override
	protected ScaleRequests requests() {
		return this.requests;
	}

	@Test
	void ifOneRequestCanNotBeRecordedNoneIs() {
		ScaleRequest waiting = request(LOG, "waiting");
		this.requests.replace(List.of(waiting));
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(
				() -> this.requests.replace(List.of(request(LOG, "fine"), request(TRANSFORM, "too long".repeat(50)))));
		assertThat(this.requests.find(LOG)).isEqualTo(Optional.of(waiting));
		assertThat(this.requests.find(TRANSFORM)).isEmpty();
	}

	@Test
	void twoWritersThatBeginAtOnceBothSucceed() {
		List<CompletableFuture<Void>> writers = IntStream.range(0, 4)
			.mapToObj((number) -> CompletableFuture.runAsync(() -> {
				List<ScaleRequest> both = List.of(request(TRANSFORM, "a" + number), request(LOG, "a" + number));
				this.requests.replace(both);
			}, THREADS))
			.toList();
		writers.forEach(CompletableFuture::join);
		assertThat(alert(TRANSFORM)).isEqualTo(alert(LOG));
	}

	@Test
	void aWriterThatIsChosenToEndADeadlockTriesAgain() {
		this.requests.replace(List.of(request(LOG, "first"), request(TRANSFORM, "first")));
		CompletableFuture<Void> both = this.transaction.execute((status) -> {
			this.requests.remove(TRANSFORM, this.requests.find(TRANSFORM).orElseThrow().cause().requestId());
			CompletableFuture<Void> writer = CompletableFuture.runAsync(
					() -> this.requests.replace(List.of(request(LOG, "both"), request(TRANSFORM, "both"))), THREADS);
			await().until(
					() -> CompletableFuture.supplyAsync(() -> this.jdbc.sql(UNLOCKED_LOG).query().listOfRows(), THREADS)
						.join()
						.isEmpty());
			this.requests.withdraw(LOG, Direction.OUT);
			return writer;
		});
		both.join();
		assertThat(alert(TRANSFORM)).isEqualTo("both");
		assertThat(alert(LOG)).isEqualTo("both");
	}

	private String alert(ApplicationId id) {
		return this.requests.find(id).orElseThrow().cause().alertName();
	}

}
