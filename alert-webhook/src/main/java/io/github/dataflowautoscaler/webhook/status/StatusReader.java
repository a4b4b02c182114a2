package io.github.dataflowautoscaler.webhook.status;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import io.github.dataflowautoscaler.webhook.history.History;
import io.github.dataflowautoscaler.webhook.history.HistoryDocument;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.InForce;
import io.github.dataflowautoscaler.webhook.policy.Pause;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.scaling.Assessor;
import io.github.dataflowautoscaler.webhook.scaling.BudgetReader;
import io.github.dataflowautoscaler.webhook.scaling.BudgetUse;
import io.github.dataflowautoscaler.webhook.scaling.Observations;
import io.github.dataflowautoscaler.webhook.scaling.Platform;
import io.github.dataflowautoscaler.webhook.scaling.Schedules;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Reads the state of applications with a policy, from what Data Flow and Prometheus told
 * a few seconds ago: it waits for neither.
 */
@Component
public class StatusReader {

	private final Platform platform;

	private final History history;

	private final Assessor assessor;

	private final Observations observations;

	private final Absences absences;

	private final Schedules schedules;

	private final BudgetReader budgets;

	StatusReader(Platform platform, History history, Assessor assessor, Observations observations, Absences absences,
			Schedules schedules, BudgetReader budgets) {
		this.platform = platform;
		this.history = history;
		this.assessor = assessor;
		this.observations = observations;
		this.absences = absences;
		this.schedules = schedules;
		this.budgets = budgets;
	}

	/**
	 * Reads the status of each policy's application.
	 * @param policies the policies
	 * @return one document per policy, in the same order
	 */
	public List<ApplicationStatus> read(List<StoredPolicy> policies) {
		Map<ApplicationId, ApplicationState> running = this.platform.running();
		Map<ApplicationId, HistoryEntry> latest = this.history.findLatest()
			.stream()
			.collect(Collectors.toMap((entry) -> entry.cause().application(), Function.identity()));
		List<BudgetUse> budgets = this.budgets.uses();
		Map<ApplicationId, Instant> lastChanges = this.history.findLastChanges();
		return policies.stream().map((stored) -> {
			ApplicationId id = stored.id();
			@Nullable ApplicationState state = running.get(id);
			Measures measures = Measures.of(stored.policy(), this.assessor.assess(id, stored.policy(),
					(state != null) ? state : ApplicationState.absent(State.UNKNOWN), lastChanges.get(id)));
			return status(stored, state, latest.get(id), new Known(measures, BudgetStatus.of(stored, budgets)));
		}).toList();
	}

	/**
	 * Reads what was measured of an application, whether it has a policy or not.
	 * @param id the application
	 * @return the measures, without a recommendation
	 */
	public Measures measure(ApplicationId id) {
		return Measures.of(this.observations.now().of(id));
	}

	/** What Data Flow does not show is not there, unless nothing can be seen. */
	private String deployment(@Nullable ApplicationState running) {
		if (running != null) {
			return running.state().name().toLowerCase(Locale.ROOT);
		}
		return this.absences.areStreamsKnown() ? "not_deployed" : "unknown";
	}

	private ApplicationStatus status(StoredPolicy stored, @Nullable ApplicationState running,
			@Nullable HistoryEntry latest, Known known) {
		InForce inForce = this.schedules.now(stored.id(), stored.policy());
		Policy policy = inForce.policy();
		@Nullable Pause pause = policy.pause();
		return new ApplicationStatus(stored.id().stream(), stored.id().application(), policy.minInstances(),
				policy.maxInstances(), policy.strategy().toString(), pause != null,
				(pause != null) ? pause.until() : null, policy.dryRun(), deployment(running),
				(running != null) ? running.instances() : null, (running != null) ? running.deployedInstances() : null,
				(inForce.window() != null) ? inForce.window().name() : null, this.schedules.nextChange(stored.policy()),
				known.budgets(), known.measures(), (latest != null) ? HistoryDocument.of(latest) : null);
	}

	private record Known(Measures measures, @Nullable List<BudgetStatus> budgets) {
	}

}
