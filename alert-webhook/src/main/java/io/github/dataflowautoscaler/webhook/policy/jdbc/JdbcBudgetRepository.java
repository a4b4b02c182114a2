package io.github.dataflowautoscaler.webhook.policy.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.policy.Budget;
import io.github.dataflowautoscaler.webhook.policy.BudgetRepository;
import io.github.dataflowautoscaler.webhook.policy.Edit;
import io.github.dataflowautoscaler.webhook.policy.PolicyConflictException;
import io.github.dataflowautoscaler.webhook.policy.PolicyConflictException.Kind;
import io.github.dataflowautoscaler.webhook.policy.StoredBudget;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy.Origin;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * Budgets in the table {@code budget}; the version column makes two writers notice each
 * other.
 */
@Repository
class JdbcBudgetRepository implements BudgetRepository {

	private static final String SELECT = "select * from budget";

	private static final String BY_NAME = " where name = :name";

	private static final String INSERT = """
			insert into budget (name, version, max_instances, stream_name, label, make_room, updated_at, updated_by)
			values (:name, :version, :max, :stream, :label, :makeRoom, :updatedAt, :updatedBy)""";

	private static final String UPDATE = """
			update budget set version = :version, max_instances = :max, stream_name = :stream, label = :label,
				make_room = :makeRoom, updated_at = :updatedAt, updated_by = :updatedBy""" + BY_NAME
			+ " and version = :expected";

	private static final String NEXT_VERSION = "select nextval('policy_version')";

	private static final String DELETE = "delete from budget" + BY_NAME + " and version = :expected";

	private final JdbcClient jdbc;

	JdbcBudgetRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public List<StoredBudget> findAll() {
		return this.jdbc.sql(SELECT).query(JdbcBudgetRepository::map).list();
	}

	@Override
	public Optional<StoredBudget> find(String name) {
		return this.jdbc.sql(SELECT + BY_NAME).param("name", name).query(JdbcBudgetRepository::map).optional();
	}

	@Override
	public StoredBudget insert(Budget budget, Edit edit) {
		StoredBudget stored = new StoredBudget(budget, Origin.API, nextVersion(), edit);
		try {
			write(INSERT, stored, edit).update();
		}
		catch (DuplicateKeyException ex) {
			throw changed(budget.name());
		}
		return stored;
	}

	@Override
	public StoredBudget update(StoredBudget current, Budget budget, Edit edit) {
		StoredBudget stored = new StoredBudget(budget, Origin.API, nextVersion(), edit);
		if (write(UPDATE, stored, edit).param("expected", current.version()).update() == 0) {
			throw changed(budget.name());
		}
		return stored;
	}

	@Override
	public void delete(StoredBudget current) {
		String name = current.budget().name();
		if (this.jdbc.sql(DELETE).param("name", name).param("expected", current.version()).update() == 0) {
			throw changed(name);
		}
	}

	private long nextVersion() {
		return this.jdbc.sql(NEXT_VERSION).query(Long.class).single();
	}

	private StatementSpec write(String sql, StoredBudget stored, Edit edit) {
		Budget budget = stored.budget();
		return this.jdbc.sql(sql)
			.param("name", budget.name())
			.param("version", stored.version())
			.param("max", budget.maxInstances())
			.param("stream", budget.stream())
			.param("label", budget.label())
			.param("makeRoom", budget.makeRoom())
			.param("updatedAt", edit.at().atOffset(ZoneOffset.UTC))
			.param("updatedBy", edit.by());
	}

	private static StoredBudget map(ResultSet row, int number) throws SQLException {
		Budget budget = new Budget(row.getString("name"), row.getInt("max_instances"), row.getString("stream_name"),
				row.getString("label"), row.getBoolean("make_room"));
		Edit edit = new Edit(row.getObject("updated_at", OffsetDateTime.class).toInstant(),
				row.getString("updated_by"));
		return new StoredBudget(budget, Origin.API, row.getLong("version"), edit);
	}

	private static PolicyConflictException changed(String name) {
		return new PolicyConflictException(Kind.CHANGED,
				"The budget '%s' was changed by somebody else meanwhile; read it again".formatted(name));
	}

}
