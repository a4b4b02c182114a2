package io.github.dataflowautoscaler.webhook.doctor;

import java.util.List;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.dataflow.ConditionalOnDataFlow;
import io.github.dataflowautoscaler.webhook.dataflow.DataFlowServer;
import io.github.dataflowautoscaler.webhook.history.History;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.history.HistoryQuery;
import io.github.dataflowautoscaler.webhook.history.Outcome;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Whether Data Flow reaches Skipper, and whether Skipper lets it scale. Skipper tells
 * nobody its authorization rules, so the latest change is the only evidence.
 */
@Component
@Order(4)
@ConditionalOnDataFlow
class SkipperCheck implements Check {

	/** Data Flow passes the user's token on, and Skipper asks for a role of its own. */
	private static final String RULE = "Add the rule \"POST /api/release/scale/** => hasRole('ROLE_CREATE')\" to Skipper's "
			+ "spring.cloud.skipper.security.authorization.rules";

	/** Decisions that lead to no change are in between. */
	private static final int LOOK_BACK = 1000;

	private final DataFlowServer dataFlow;

	private final History history;

	SkipperCheck(DataFlowServer dataFlow, History history) {
		this.dataFlow = dataFlow;
		this.history = history;
	}

	@Override
	public String name() {
		return "skipper";
	}

	@Override
	public List<Finding> examine(List<StoredPolicy> policies) {
		try {
			String version = this.dataFlow.about().skipper();
			return List.of((version != null) ? judgeRule("Skipper " + version)
					: Finding.failure(this, "Data Flow does not reach Skipper",
							"Check Data Flow's spring.cloud.skipper.client.serverUri, and whether Skipper runs"));
		}
		catch (PlatformException ex) {
			return List.of(Finding.warning(this, "Data Flow can't be asked for Skipper: " + ex.getMessage(),
					"See the check data-flow"));
		}
	}

	private Finding judgeRule(String skipper) {
		Optional<HistoryEntry> latest = this.history.find(new HistoryQuery(null, null, null, LOOK_BACK))
			.stream()
			.filter((entry) -> entry.outcome() == Outcome.SUCCEEDED || isForbidden(entry))
			.findFirst();
		if (latest.filter(SkipperCheck::isForbidden).isPresent()) {
			return Finding.failure(this,
					"%s is reached, but forbade the latest change: %s".formatted(skipper, latest.get().explanation()),
					RULE);
		}
		if (latest.isPresent()) {
			return Finding.ok(this, "%s is reached, and carried the latest change out".formatted(skipper));
		}
		return this.dataFlow.login().required()
				? Finding.warning(this,
						"%s is reached; whether it lets Data Flow scale shows at the first change".formatted(skipper),
						"Unless that is done: " + RULE)
				: Finding.ok(this, "%s is reached, and no log-in is required".formatted(skipper));
	}

	private static boolean isForbidden(HistoryEntry entry) {
		return entry.outcome() == Outcome.FAILED && entry.reason().equals(PlatformException.Kind.FORBIDDEN.name())
				&& entry.explanation().contains("Skipper");
	}

}
