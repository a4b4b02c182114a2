package io.github.dataflowautoscaler.webhook.scaling.jdbc;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.github.dataflowautoscaler.webhook.Database;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Cause;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.scaling.ScaleRequest;
import io.github.dataflowautoscaler.webhook.scaling.ScaleRequests.Waiting;
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
class JdbcScaleRequestsTests {

	private static final ApplicationId TRANSFORM = new ApplicationId("scaletest", "transform");

	private static final ApplicationId LOG = new ApplicationId("scaletest", "log");

	private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

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

	@Test
	void theRequestsOfANotificationWaitTogether() {
		ScaleRequest first = request(TRANSFORM, "first");
		this.requests.replace(List.of(first));
		ScaleRequest second = request(TRANSFORM, "second");
		ScaleRequest other = request(LOG, "second");
		this.requests.replace(List.of(second, other));
		assertThat(this.requests.find(TRANSFORM)).isEqualTo(Optional.of(second));
		assertThat(this.requests.find(LOG)).isEqualTo(Optional.of(other));
		assertThat(this.requests.findApplications()).containsExactlyInAnyOrder(TRANSFORM, LOG);
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
	void whatWasTriedInVainGoesOnCountingInTheSameDirectionOnly() {
		ScaleRequest first = request(TRANSFORM, "first");
		this.requests.replace(List.of(first));
		ScaleRequest failed = new ScaleRequest(first.cause(), NOW, 2, "busy");
		assertThat(this.requests.update(failed)).isTrue();
		this.requests.replace(List.of(later(Direction.OUT)));
		assertThat(this.requests.find(TRANSFORM)).hasValueSatisfying((request) -> {
			assertThat(request.requestedAt()).isEqualTo(NOW);
			assertThat(request.attempts()).isEqualTo(2);
			assertThat(request.lastError()).isEqualTo("busy");
		});
		ScaleRequest other = later(Direction.IN);
		this.requests.replace(List.of(other));
		assertThat(this.requests.find(TRANSFORM)).isEqualTo(Optional.of(other));
	}

	@Test
	void whatWasReplacedOrWithdrawnIsNeitherUpdatedNorRemoved() {
		ScaleRequest first = request(TRANSFORM, "first");
		ScaleRequest second = request(TRANSFORM, "second");
		this.requests.replace(List.of(first));
		this.requests.replace(List.of(second));
		assertThat(this.requests.update(first)).isFalse();
		this.requests.remove(TRANSFORM, first.cause().requestId());
		assertThat(this.requests.find(TRANSFORM)).isEqualTo(Optional.of(second));
		assertThat(this.requests.withdraw(TRANSFORM, Direction.IN)).isFalse();
		assertThat(this.requests.withdraw(TRANSFORM, Direction.OUT)).isTrue();
		assertThat(this.requests.update(second)).isFalse();
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

	@Test
	void allThatWaitAreCountedFromTheOldestOn() {
		assertThat(this.requests.waiting()).isEqualTo(new Waiting(0, null));
		this.requests.replace(List.of(later(Direction.IN), request(LOG, "earlier")));
		assertThat(this.requests.waiting()).isEqualTo(new Waiting(2, NOW));
	}

	private String alert(ApplicationId id) {
		return this.requests.find(id).orElseThrow().cause().alertName();
	}

	private static ScaleRequest later(Direction direction) {
		Cause cause = new Cause(TRANSFORM, "later" + direction, "alert", direction);
		return new ScaleRequest(cause, NOW.plusSeconds(60), 0, null);
	}

	private static ScaleRequest request(ApplicationId id, String alert) {
		return ScaleRequest.of(id, Direction.OUT, alert, NOW);
	}

}
