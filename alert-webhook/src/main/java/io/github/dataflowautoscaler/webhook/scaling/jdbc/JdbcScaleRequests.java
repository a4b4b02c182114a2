package io.github.dataflowautoscaler.webhook.scaling.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Cause;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.scaling.ScaleRequest;
import io.github.dataflowautoscaler.webhook.scaling.ScaleRequests;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Waiting requests in the table {@code scale_request}, one row per application.
 */
@Repository
class JdbcScaleRequests implements ScaleRequests {

	private static final String OF_APPLICATION = " where stream_name = :stream and application_name = :application";

	private static final String FIND = "select * from scale_request" + OF_APPLICATION;

	private static final String FIND_APPLICATIONS = "select stream_name, application_name from scale_request";

	/**
	 * What was tried in vain goes on counting for the alert that is repeated meanwhile;
	 * otherwise a request that can't succeed would never get old enough to be given up.
	 */
	private static final String REPLACE = """
			update scale_request set id = :id, direction = :direction, alert_name = :alert, step = :step,
				requested_at = case when direction = :direction and attempts > 0 then requested_at else :requestedAt end,
				last_error = case when direction = :direction and attempts > 0 then last_error else :error end,
				attempts = case when direction = :direction then attempts else :attempts end"""
			+ OF_APPLICATION;

	private static final String INSERT = """
			insert into scale_request (stream_name, application_name, id, direction, alert_name, requested_at, attempts,
				last_error, step)
			values (:stream, :application, :id, :direction, :alert, :requestedAt, :attempts, :error, :step)""";

	private static final String WAITING = "select count(*) as requests, min(requested_at) as oldest from scale_request";

	private static final String UPDATE = "update scale_request set attempts = :attempts, last_error = :error"
			+ OF_APPLICATION + " and id = :id";

	private static final String REMOVE = "delete from scale_request" + OF_APPLICATION + " and id = :id";

	private static final String WITHDRAW = "delete from scale_request" + OF_APPLICATION + " and direction = :direction";

	private static final int LONGEST_ERROR = 1000;

	private static final int MOST_ATTEMPTS = 10;

	private final JdbcClient jdbc;

	private final TransactionOperations transaction;

	JdbcScaleRequests(JdbcClient jdbc, TransactionOperations transaction) {
		this.jdbc = jdbc;
		this.transaction = transaction;
	}

	@Override
	public void replace(Collection<ScaleRequest> requests) {
		// Always in the same order, so that two of these don't wait for each other.
		List<ScaleRequest> sorted = requests.stream()
			.sorted(Comparator.comparing((request) -> request.cause().application()))
			.toList();
		int attempts = 1;
		while (!tryToReplace(sorted, attempts == MOST_ATTEMPTS)) {
			attempts++;
		}
	}

	/**
	 * Somebody else's request may come between an update and the insert after it, and
	 * another replica may write several of these in one transaction, in its own order.
	 */
	private boolean tryToReplace(List<ScaleRequest> requests, boolean lastAttempt) {
		try {
			this.transaction.executeWithoutResult((status) -> requests.forEach((request) -> {
				if (write(REPLACE, request).update() == 0) {
					write(INSERT, request).update();
				}
			}));
			return true;
		}
		catch (DuplicateKeyException | PessimisticLockingFailureException ex) {
			if (lastAttempt) {
				throw ex;
			}
			return false;
		}
	}

	@Override
	public boolean update(ScaleRequest request) {
		return write(UPDATE, request).update() == 1;
	}

	@Override
	public void remove(ApplicationId application, String requestId) {
		ofApplication(REMOVE, application).param("id", requestId).update();
	}

	@Override
	public boolean withdraw(ApplicationId application, Direction direction) {
		return ofApplication(WITHDRAW, application).param("direction", direction.name()).update() > 0;
	}

	@Override
	public Optional<ScaleRequest> find(ApplicationId application) {
		return ofApplication(FIND, application).query(JdbcScaleRequests::map).optional();
	}

	@Override
	public List<ApplicationId> findApplications() {
		return this.jdbc.sql(FIND_APPLICATIONS).query((row, number) -> application(row)).list();
	}

	@Override
	public Waiting waiting() {
		return this.jdbc.sql(WAITING).query((row, number) -> {
			OffsetDateTime oldest = row.getObject("oldest", OffsetDateTime.class);
			return new Waiting(row.getInt("requests"), (oldest != null) ? oldest.toInstant() : null);
		}).single();
	}

	private StatementSpec write(String sql, ScaleRequest request) {
		Cause cause = request.cause();
		@Nullable String error = request.lastError();
		return ofApplication(sql, cause.application()).param("id", cause.requestId())
			.param("direction", cause.requestedDirection().name())
			.param("alert", cause.alertName())
			.param("requestedAt", request.requestedAt().atOffset(ZoneOffset.UTC))
			.param("attempts", request.attempts())
			.param("step", request.step(), Types.INTEGER)
			.param("error", (error != null) ? error.substring(0, Math.min(error.length(), LONGEST_ERROR)) : null);
	}

	private StatementSpec ofApplication(String sql, ApplicationId id) {
		return this.jdbc.sql(sql).param("stream", id.stream()).param("application", id.application());
	}

	private static ScaleRequest map(ResultSet row, int number) throws SQLException {
		Cause cause = new Cause(application(row), row.getString("id"), row.getString("alert_name"),
				Direction.valueOf(row.getString("direction")));
		return new ScaleRequest(cause, row.getObject("requested_at", OffsetDateTime.class).toInstant(),
				row.getInt("attempts"), row.getString("last_error"), row.getObject("step", Integer.class));
	}

	private static ApplicationId application(ResultSet row) throws SQLException {
		return new ApplicationId(row.getString("stream_name"), row.getString("application_name"));
	}

}
