package io.github.dataflowautoscaler.webhook.policy.web;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.dataflowautoscaler.webhook.policy.BudgetSettings;
import io.github.dataflowautoscaler.webhook.policy.Edit;
import io.github.dataflowautoscaler.webhook.policy.StoredBudget;
import io.github.dataflowautoscaler.webhook.scaling.BudgetUse;
import org.jspecify.annotations.Nullable;

/**
 * A budget as the API shows it: its settings, where it is kept, and what is used of it.
 *
 * @param name its name
 * @param origin {@code api} or {@code configuration}
 * @param updatedAt when it was set, absent for a declared budget
 * @param updatedBy the user who set it, {@code everybody} where nobody is asked for
 * credentials, or {@code configuration}
 * @param settings all settings
 * @param taken what all members take now, absent while Data Flow does not show it
 * @param members who belongs to it
 * @param warnings what is wrong with it
 */
record BudgetDocument(String name, String origin, @Nullable Instant updatedAt, String updatedBy,
		@JsonUnwrapped BudgetSettings settings, @Nullable Double taken, List<MemberDocument> members,
		List<String> warnings) {

	static BudgetDocument of(StoredBudget stored, BudgetUse use) {
		String origin = stored.origin().name().toLowerCase(Locale.ROOT);
		@Nullable Edit edit = stored.edit();
		return new BudgetDocument(stored.budget().name(), origin, (edit != null) ? edit.at() : null,
				(edit != null) ? edit.by() : origin, BudgetSettings.of(stored.budget()),
				use.known() ? use.taken() : null,
				use.parts().stream().map((part) -> MemberDocument.of(part, use.known())).toList(), use.faults());
	}

	/**
	 * A member of a budget.
	 *
	 * @param streamName the stream's name
	 * @param applicationName the application's name
	 * @param instances what it has, or what was asked for it lately if that is more;
	 * absent while Data Flow does not show it
	 * @param minInstances the minimum that is in force
	 * @param weight what each instance takes
	 * @param priority the more important one's is higher
	 */
	record MemberDocument(String streamName, String applicationName, @Nullable Integer instances, int minInstances,
			double weight, int priority) {

		static MemberDocument of(BudgetUse.Part part, boolean known) {
			return new MemberDocument(part.id().stream(), part.id().application(), known ? part.instances() : null,
					part.minInstances(), part.membership().weight(), part.membership().priority());
		}

	}

}
