package io.github.dataflowautoscaler.webhook.history.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import io.github.dataflowautoscaler.webhook.decision.Changes;
import io.github.dataflowautoscaler.webhook.decision.Changes.Change;
import io.github.dataflowautoscaler.webhook.decision.Changes.Kind;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.decision.Reason;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Cause;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Counts;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Repeats;
import io.github.dataflowautoscaler.webhook.history.HistoryQuery;
import io.github.dataflowautoscaler.webhook.history.HistoryRepository;
import io.github.dataflowautoscaler.webhook.history.Outcome;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/**
 * The history in the table {@code history}.
 */
@Repository
class JdbcHistoryRepository implements HistoryRepository {

	private static final String INSERT = """
			insert into history (stream_name, application_name, request_id, decided_at, alert_name, direction, outcome,
				reason, explanation, from_instances, required_instances, to_instances, accepted_at, finished_at)
			values (:stream, :application, :request, :decidedAt, :alert, :direction, :outcome, :reason, :explanation,
				:from, :required, :to, :acceptedAt, :finishedAt)""";

	private static final String UPDATE = """
			update history set outcome = :outcome, reason = :reason, explanation = :explanation,
				accepted_at = coalesce(cast(:acceptedAt as timestamp with time zone), accepted_at),
				finished_at = :finishedAt, repeats = :repeats, repeated_at = :repeatedAt
			where id = :id and outcome in ('IN_PROGRESS', 'UNANSWERED', :outcome)""";

	private static final String OF_APPLICATION = " stream_name = :stream and application_name = :application";

	private static final String IN_PROGRESS = " outcome in ('IN_PROGRESS', 'UNANSWERED')";

	private static final String ACCEPT = "update history set accepted_at = :at where id = :id and accepted_at is null and"
			+ IN_PROGRESS;

	private static final String FIND_IN_PROGRESS = "select * from history where" + IN_PROGRESS + " and" + OF_APPLICATION
			+ " order by id desc limit 1";

	private static final String APPLICATIONS_IN_PROGRESS = "select distinct stream_name, application_name from history"
			+ " where" + IN_PROGRESS;

	/** Naming the outcomes lets the index find changes among many decisions to hold. */
	private static final String A_CHANGE = " outcome in ('IN_PROGRESS', 'UNANSWERED', 'SUCCEEDED', 'FAILED')"
			+ " and (outcome <> 'FAILED' or accepted_at is not null)";

	private static final String CHANGED_AT = " coalesce(finished_at, decided_at)";

	private static final String CHANGES = "select" + CHANGED_AT
			+ " as changed_at, from_instances, to_instances, outcome, reason from history where" + OF_APPLICATION
			+ " and decided_at >= :since and" + A_CHANGE + " order by id";

	private static final String LAST_CHANGES = "select stream_name, application_name, max(" + CHANGED_AT
			+ ") as changed_at from history where (finished_at >= :since or finished_at is null) and" + A_CHANGE
			+ " group by stream_name, application_name";

	/** What was given up without an answer may have been carried out a moment ago. */
	private static final String ASKED = "select stream_name, application_name, to_instances from history"
			+ " where (finished_at >= :since or finished_at is null)"
			+ " and outcome in ('IN_PROGRESS', 'UNANSWERED', 'SUCCEEDED', 'FAILED') and to_instances is not null"
			+ " and (outcome <> 'FAILED' or accepted_at is not null or reason = 'UNANSWERED') order by id";

	private static final String SET_LATEST = "update latest_decision set history_id = :id where" + OF_APPLICATION;

	private static final String INSERT_LATEST = """
			insert into latest_decision (stream_name, application_name, history_id)
			values (:stream, :application, :id)""";

	private static final String LATEST = "select history.* from history join latest_decision on history_id = id";

	private static final String LATEST_OF_APPLICATION = "select * from history where id = (select max(id) from"
			+ " (select history_id as id from latest_decision where" + OF_APPLICATION
			+ " union all select id from history where" + OF_APPLICATION + " and outcome = 'OUTSIDE') about_instances)";

	private static final String PRECEDING = "select id from history where" + OF_APPLICATION + " and id < :id"
			+ " and reason = :reason and coalesce(repeated_at, decided_at) >= :since order by id desc limit 1";

	private static final String FIND_ALL = "select * from history where id in (:ids) order by id";

	private static final String FIND = """
			select * from history
			where (:stream = '' or stream_name = :stream) and (:application = '' or application_name = :application)
				and id < :before and coalesce(repeated_at, decided_at) >= :since
			order by id desc limit :limit""";

	private static final String DELETE_BEFORE = "delete from history where decided_at < :before"
			+ " and (repeated_at is null or repeated_at < :before) and not" + IN_PROGRESS;

	private static final int LONGEST_EXPLANATION = 2000;

	private final JdbcClient jdbc;

	JdbcHistoryRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public HistoryEntry insert(HistoryEntry entry) {
		Cause cause = entry.cause();
		@Nullable Counts counts = entry.counts();
		@Nullable Direction direction = cause.direction();
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		outcome(INSERT, entry).param("stream", cause.application().stream())
			.param("application", cause.application().application())
			.param("request", cause.requestId())
			.param("decidedAt", entry.decidedAt().atOffset(ZoneOffset.UTC))
			.param("alert", cause.alertName())
			.param("direction", (direction != null) ? direction.name() : null)
			.param("from", (counts != null) ? counts.from() : null)
			.param("required", (counts != null) ? counts.required() : null)
			.param("to", (counts != null) ? counts.to() : null)
			.update(key, "id");
		long id = Objects.requireNonNull(key.getKeyAs(Long.class), "the database gives an id");
		if (entry.isDecision() && ofApplication(SET_LATEST, cause.application()).param("id", id).update() == 0) {
			ofApplication(INSERT_LATEST, cause.application()).param("id", id).update();
		}
		return new HistoryEntry(id, cause, entry.decidedAt(), entry.outcome(), entry.reason(), entry.explanation(),
				counts, entry.acceptedAt(), entry.finishedAt(), null);
	}

	@Override
	public boolean update(HistoryEntry entry) {
		@Nullable Repeats repeats = entry.repeats();
		return outcome(UPDATE, entry).param("id", entry.id())
			.param("repeats", (repeats != null) ? repeats.count() : 0)
			.param("repeatedAt", (repeats != null) ? time(repeats.latestAt()) : null)
			.update() == 1;
	}

	@Override
	public void accept(long id, Instant at) {
		this.jdbc.sql(ACCEPT).param("id", id).param("at", at.atOffset(ZoneOffset.UTC)).update();
	}

	private StatementSpec outcome(String sql, HistoryEntry entry) {
		String explanation = entry.explanation();
		return this.jdbc.sql(sql)
			.param("outcome", entry.outcome().name())
			.param("reason", entry.reason())
			.param("explanation", explanation.substring(0, Math.min(explanation.length(), LONGEST_EXPLANATION)))
			.param("acceptedAt", time(entry.acceptedAt()))
			.param("finishedAt", time(entry.finishedAt()));
	}

	private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
		return (instant != null) ? instant.atOffset(ZoneOffset.UTC) : null;
	}

	@Override
	public Optional<HistoryEntry> findInProgress(ApplicationId id) {
		return ofApplication(FIND_IN_PROGRESS, id).query(JdbcHistoryRepository::map).optional();
	}

	@Override
	public List<ApplicationId> findApplicationsInProgress() {
		return this.jdbc.sql(APPLICATIONS_IN_PROGRESS).query((row, number) -> application(row)).list();
	}

	@Override
	public Changes findChanges(ApplicationId id, Instant since) {
		return new Changes(ofApplication(CHANGES, id).param("since", since.atOffset(ZoneOffset.UTC))
			.query((row, number) -> new Change(changedAt(row), row.getInt("from_instances"), row.getInt("to_instances"),
					kind(row)))
			.list());
	}

	private static Kind kind(ResultSet row) throws SQLException {
		if (Outcome.FAILED.name().equals(row.getString("outcome"))) {
			return Kind.FAILED;
		}
		return Reason.TAKEN_BACK.name().equals(row.getString("reason")) ? Kind.TAKEN_BACK : Kind.SUCCEEDED;
	}

	@Override
	public Map<ApplicationId, Instant> findLastChanges(Instant since) {
		return this.jdbc.sql(LAST_CHANGES)
			.param("since", since.atOffset(ZoneOffset.UTC))
			.query((row, number) -> Map.entry(application(row), changedAt(row)))
			.list()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	@Override
	public Map<ApplicationId, Integer> findAsked(Instant since) {
		return this.jdbc.sql(ASKED)
			.param("since", since.atOffset(ZoneOffset.UTC))
			.query((row, number) -> Map.entry(application(row), row.getInt("to_instances")))
			.list()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, second) -> second));
	}

	@Override
	public List<HistoryEntry> findLatest() {
		return this.jdbc.sql(LATEST).query(JdbcHistoryRepository::map).list();
	}

	@Override
	public Optional<HistoryEntry> findLatest(ApplicationId id) {
		return ofApplication(LATEST_OF_APPLICATION, id).query(JdbcHistoryRepository::map).optional();
	}

	@Override
	public boolean isPreceded(HistoryEntry entry, Instant since) {
		return ofApplication(PRECEDING, entry.cause().application()).param("id", entry.id())
			.param("reason", entry.reason())
			.param("since", since.atOffset(ZoneOffset.UTC))
			.query(Long.class)
			.optional()
			.isPresent();
	}

	@Override
	public List<HistoryEntry> findAll(Collection<Long> ids) {
		return this.jdbc.sql(FIND_ALL).param("ids", ids).query(JdbcHistoryRepository::map).list();
	}

	@Override
	public List<HistoryEntry> find(HistoryQuery query) {
		@Nullable Long before = query.before();
		@Nullable Instant since = query.since();
		return this.jdbc.sql(FIND)
			.param("stream", orEmpty(query.stream()))
			.param("application", orEmpty(query.application()))
			.param("before", (before != null) ? before : Long.MAX_VALUE)
			.param("since", ((since != null) ? since : Instant.EPOCH).atOffset(ZoneOffset.UTC))
			.param("limit", query.limit())
			.query(JdbcHistoryRepository::map)
			.list();
	}

	@Override
	public int deleteBefore(Instant before) {
		return this.jdbc.sql(DELETE_BEFORE).param("before", before.atOffset(ZoneOffset.UTC)).update();
	}

	private StatementSpec ofApplication(String sql, ApplicationId id) {
		return this.jdbc.sql(sql).param("stream", id.stream()).param("application", id.application());
	}

	private static String orEmpty(@Nullable String text) {
		return (text != null) ? text : "";
	}

	private static HistoryEntry map(ResultSet row, int number) throws SQLException {
		@Nullable String direction = row.getString("direction");
		Cause cause = new Cause(application(row), row.getString("request_id"), row.getString("alert_name"),
				(direction != null) ? Direction.valueOf(direction) : null);
		@Nullable Integer from = row.getObject("from_instances", Integer.class);
		@Nullable Counts counts = (from != null) ? new Counts(from, row.getInt("required_instances"), row.getInt("to_instances"))
				: null;
		return new HistoryEntry(row.getLong("id"), cause, row.getObject("decided_at", OffsetDateTime.class).toInstant(),
				Outcome.valueOf(row.getString("outcome")), row.getString("reason"), row.getString("explanation"),
				counts, instant(row, "accepted_at"), instant(row, "finished_at"), repeats(row));
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		@Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

	private static @Nullable Repeats repeats(ResultSet row) throws SQLException {
		@Nullable Instant latestAt = instant(row, "repeated_at");
		return (latestAt != null) ? new Repeats(row.getInt("repeats"), latestAt) : null;
	}

	private static Instant changedAt(ResultSet row) throws SQLException {
		return row.getObject("changed_at", OffsetDateTime.class).toInstant();
	}

	private static ApplicationId application(ResultSet row) throws SQLException {
		return new ApplicationId(row.getString("stream_name"), row.getString("application_name"));
	}

}
