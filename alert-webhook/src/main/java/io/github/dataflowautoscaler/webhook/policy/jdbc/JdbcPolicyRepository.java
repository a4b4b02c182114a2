package io.github.dataflowautoscaler.webhook.policy.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Edit;
import io.github.dataflowautoscaler.webhook.policy.Foresight;
import io.github.dataflowautoscaler.webhook.policy.Membership;
import io.github.dataflowautoscaler.webhook.policy.Pause;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicyChange;
import io.github.dataflowautoscaler.webhook.policy.PolicyConflictException;
import io.github.dataflowautoscaler.webhook.policy.PolicyConflictException.Kind;
import io.github.dataflowautoscaler.webhook.policy.PolicyRepository;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy.Origin;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import io.github.dataflowautoscaler.webhook.policy.TargetUtilization;
import io.github.dataflowautoscaler.webhook.policy.WindowSettings;
import io.github.dataflowautoscaler.webhook.policy.schedule.Window;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Policies in the table {@code policy}; the version column makes two writers notice each
 * other. A {@link PolicyChange} is published in the transaction that makes it.
 */
@Repository
class JdbcPolicyRepository implements PolicyRepository {

	private static final String SELECT = "select * from policy";

	private static final String BY_ID = " where stream_name = :stream and application_name = :application";

	private static final String BY_STREAM = " where stream_name = :stream";

	private static final String INSERT = """
			insert into policy (stream_name, application_name, version, min_instances, max_instances, strategy,
				scale_out_by, scale_in_by, scale_out_threshold, target_utilization, catch_up,
				scale_out_cooldown, scale_in_window, foresight, dry_run, paused, paused_until, schedule, label, weight,
				priority, updated_at, updated_by)
			values (:stream, :application, :version, :min, :max, :strategy, :outBy, :inBy, :threshold, :utilization,
				:catchUp, :cooldown, :window, :foresight, :dryRun, :paused, :pausedUntil, :schedule, :label, :weight, :priority,
				:updatedAt, :updatedBy)""";

	private static final String UPDATE = """
			update policy set version = :version, min_instances = :min, max_instances = :max, strategy = :strategy,
				scale_out_by = :outBy, scale_in_by = :inBy, scale_out_threshold = :threshold,
				target_utilization = :utilization, catch_up = :catchUp, scale_out_cooldown = :cooldown, scale_in_window = :window,
				foresight = :foresight, dry_run = :dryRun, paused = :paused, paused_until = :pausedUntil,
				schedule = :schedule, label = :label, weight = :weight, priority = :priority, updated_at = :updatedAt,
				updated_by = :updatedBy"""
			+ BY_ID + " and version = :expected";

	/** A function that H2 has, too. */
	private static final String NEXT_VERSION = "select nextval('policy_version')";

	private static final String DELETE = "delete from policy" + BY_ID + " and version = :expected";

	private final JdbcClient jdbc;

	private final TransactionOperations transaction;

	private final ApplicationEventPublisher events;

	private final JsonMapper json;

	JdbcPolicyRepository(JdbcClient jdbc, TransactionOperations transaction, ApplicationEventPublisher events,
			JsonMapper json) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.events = events;
		this.json = json;
	}

	@Override
	public List<StoredPolicy> findAll() {
		return this.jdbc.sql(SELECT).query(this::map).list();
	}

	@Override
	public List<StoredPolicy> findByStream(String stream) {
		return this.jdbc.sql(SELECT + BY_STREAM).param("stream", stream).query(this::map).list();
	}

	@Override
	public Optional<StoredPolicy> find(ApplicationId id) {
		return byId(SELECT + BY_ID, id).query(this::map).optional();
	}

	@Override
	public StoredPolicy insert(ApplicationId id, Policy policy, Edit edit) {
		StoredPolicy stored = new StoredPolicy(id, policy, Origin.API, nextVersion(), edit);
		change(new PolicyChange(id, null, policy, edit), () -> {
			try {
				return write(INSERT, stored, edit).update();
			}
			catch (DuplicateKeyException ex) {
				throw changed(id);
			}
		});
		return stored;
	}

	@Override
	public StoredPolicy update(StoredPolicy current, Policy policy, Edit edit) {
		StoredPolicy stored = new StoredPolicy(current.id(), policy, Origin.API, nextVersion(), edit);
		change(new PolicyChange(current.id(), current.policy(), policy, edit),
				() -> write(UPDATE, stored, edit).param("expected", current.version()).update());
		return stored;
	}

	@Override
	public void delete(StoredPolicy current, Edit edit) {
		change(new PolicyChange(current.id(), current.policy(), null, edit),
				() -> byId(DELETE, current.id()).param("expected", current.version()).update());
	}

	private void change(PolicyChange change, IntSupplier statement) {
		this.transaction.executeWithoutResult((status) -> {
			if (statement.getAsInt() == 0) {
				throw changed(change.application());
			}
			this.events.publishEvent(change);
		});
	}

	private long nextVersion() {
		return this.jdbc.sql(NEXT_VERSION).query(Long.class).single();
	}

	private StatementSpec byId(String sql, ApplicationId id) {
		return this.jdbc.sql(sql).param("stream", id.stream()).param("application", id.application());
	}

	private StatementSpec write(String sql, StoredPolicy stored, Edit edit) {
		Policy policy = stored.policy();
		@Nullable Instant until = (policy.pause() != null) ? policy.pause().until() : null;
		return byId(sql, stored.id()).param("version", stored.version())
			.param("min", policy.minInstances())
			.param("max", policy.maxInstances())
			.param("strategy", policy.strategy().toString())
			.param("outBy", policy.scaleOutBy())
			.param("inBy", policy.scaleInBy())
			.param("threshold", policy.scaleOutThreshold())
			.param("utilization", policy.targetUtilization().share())
			.param("catchUp", policy.catchUp().toString())
			.param("cooldown", policy.scaleOutCooldown().toString())
			.param("window", policy.scaleInWindow().toString())
			.param("foresight", policy.foresight().toString())
			.param("dryRun", policy.dryRun())
			.param("paused", policy.pause() != null)
			.param("pausedUntil", (until != null) ? until.atOffset(ZoneOffset.UTC) : null)
			.param("schedule", schedule(policy))
			.param("label", policy.membership().label())
			.param("weight", policy.membership().weight())
			.param("priority", policy.membership().priority())
			.param("updatedAt", edit.at().atOffset(ZoneOffset.UTC))
			.param("updatedBy", edit.by());
	}

	private @Nullable String schedule(Policy policy) {
		return policy.schedule().isEmpty() ? null
				: this.json.writeValueAsString(policy.schedule().stream().map(WindowSettings::of).toList());
	}

	private List<Window> schedule(@Nullable String schedule) {
		return (schedule != null) ? Arrays.stream(this.json.readValue(schedule, WindowSettings[].class))
			.map(WindowSettings::toWindow)
			.toList() : List.of();
	}

	private StoredPolicy map(ResultSet row, int number) throws SQLException {
		Policy policy = new Policy(row.getInt("min_instances"), row.getInt("max_instances"),
				Strategy.of(row.getString("strategy")), row.getObject("scale_out_by", Integer.class),
				row.getObject("scale_in_by", Integer.class), row.getObject("scale_out_threshold", Double.class),
				new TargetUtilization(row.getObject("target_utilization", Double.class)),
				Duration.parse(row.getString("catch_up")), Duration.parse(row.getString("scale_out_cooldown")),
				Duration.parse(row.getString("scale_in_window")), Foresight.of(row.getString("foresight")),
				row.getBoolean("dry_run"), pause(row), schedule(row.getString("schedule")),
				new Membership(row.getString("label"), row.getDouble("weight"), row.getInt("priority")));
		ApplicationId id = new ApplicationId(row.getString("stream_name"), row.getString("application_name"));
		Edit edit = new Edit(row.getObject("updated_at", OffsetDateTime.class).toInstant(),
				row.getString("updated_by"));
		return new StoredPolicy(id, policy, Origin.API, row.getLong("version"), edit);
	}

	private static @Nullable Pause pause(ResultSet row) throws SQLException {
		@Nullable OffsetDateTime until = row.getObject("paused_until", OffsetDateTime.class);
		return row.getBoolean("paused") ? new Pause((until != null) ? until.toInstant() : null) : null;
	}

	private static PolicyConflictException changed(ApplicationId id) {
		return new PolicyConflictException(Kind.CHANGED,
				"The policy of %s was changed by somebody else meanwhile; read it again".formatted(id));
	}

}
