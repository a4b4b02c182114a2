package io.github.dataflowautoscaler.webhook.scaling.jdbc;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.scaling.ScaleRequest;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link JdbcScaleRequests}.
 */
class JdbcScaleRequestsTests {

	private static final ApplicationId TRANSFORM = new ApplicationId("scaletest", "transform");

	private static final ApplicationId LOG = new ApplicationId("scaletest", "log");

	private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

	private final JdbcDataSource dataSource = new JdbcDataSource();

	private JdbcScaleRequests requests;

	@BeforeEach
	void create() {
		this.dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		Flyway.configure().dataSource(this.dataSource).load().migrate();
		this.requests = new JdbcScaleRequests(JdbcClient.create(this.dataSource),
				new TransactionTemplate(new JdbcTransactionManager(this.dataSource)));
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

	private static ScaleRequest request(ApplicationId id, String alert) {
		return ScaleRequest.of(id, Direction.OUT, alert, NOW);
	}

}
