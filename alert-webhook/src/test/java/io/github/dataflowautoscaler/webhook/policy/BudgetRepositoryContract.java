package io.github.dataflowautoscaler.webhook.policy;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What every {@link BudgetRepository} does, wherever it is kept.
 */
public abstract class BudgetRepositoryContract {

	private static final Edit EDIT = new Edit(Instant.parse("2026-11-22T08:00:00.123Z"), "ops");

	private static final Edit LATER = new Edit(Instant.parse("2026-11-22T09:00:00.456Z"), "admin");

	private static final Budget TEAM = new Budget("team-a", 20, null, "team-a", true);

	private final BudgetRepository budgets;

	protected BudgetRepositoryContract(BudgetRepository budgets) {
		this.budgets = budgets;
	}

	@Test
	void everySettingIsKept() {
		StoredBudget stored = this.budgets.insert(TEAM, EDIT);
		assertThat(stored.budget()).isEqualTo(TEAM);
		assertThat(this.budgets.find("team-a")).isEqualTo(Optional.of(stored));
		StoredBudget changed = this.budgets.update(stored, new Budget("team-a", 7, "orders", null, false), LATER);
		assertThat(this.budgets.find("team-a")).isEqualTo(Optional.of(changed));
		assertThat(this.budgets.findAll()).containsExactly(changed);
		this.budgets.delete(changed);
		assertThat(this.budgets.findAll()).isEmpty();
	}

	@Test
	void twoWritersNoticeEachOther() {
		StoredBudget read = this.budgets.insert(TEAM, EDIT);
		assertThatExceptionOfType(PolicyConflictException.class).isThrownBy(() -> this.budgets.insert(TEAM, LATER));
		StoredBudget changed = this.budgets.update(read, new Budget("team-a", 7, null, null, false), EDIT);
		assertThatExceptionOfType(PolicyConflictException.class)
			.isThrownBy(() -> this.budgets.update(read, TEAM, LATER));
		assertThatExceptionOfType(PolicyConflictException.class).isThrownBy(() -> this.budgets.delete(read));
		this.budgets.delete(changed);
		StoredBudget anew = this.budgets.insert(TEAM, LATER);
		assertThat(anew.version()).isGreaterThan(changed.version());
		assertThatExceptionOfType(PolicyConflictException.class).isThrownBy(() -> this.budgets.delete(changed));
	}

}
