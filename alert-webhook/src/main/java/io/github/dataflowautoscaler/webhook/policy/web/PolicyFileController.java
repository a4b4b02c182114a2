package io.github.dataflowautoscaler.webhook.policy.web;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Edit;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Sets the policies of a file, written as those in configuration are: all of them or
 * none. Policies that it does not name stay as they are.
 */
@RestController
class PolicyFileController {

	private final Policies policies;

	private final TransactionOperations transaction;

	private final SteadyClock clock;

	private final Clock systemClock;

	/**
	 * A transaction of its own: one that others write in can't be rolled back for them.
	 */
	PolicyFileController(Policies policies, PlatformTransactionManager transactionManager, SteadyClock clock,
			Clock systemClock) {
		this.policies = policies;
		this.transaction = new TransactionTemplate(transactionManager);
		this.clock = clock;
		this.systemClock = systemClock;
	}

	/**
	 * Sets policies as a whole: what one leaves out gets its default.
	 * @param settings settings by stream name and application name
	 * @param check whether only to check the policies, and set nothing
	 * @param request the request
	 * @return the policies as they are afterwards, or would be
	 */
	@PostMapping("/api/policies")
	List<PolicyDocument> apply(@RequestBody Map<String, Map<String, PolicySettings>> settings,
			@RequestParam(defaultValue = "false") boolean check, HttpServletRequest request) {
		Map<ApplicationId, Policy> policies = new DeclaredPolicies(settings, Map.of()).byApplication();
		Edit edit = new Edit(this.clock.instant(), request.getUserPrincipal().getName());
		return Objects.requireNonNull(this.transaction.execute((status) -> {
			if (check) {
				status.setRollbackOnly();
			}
			return policies.entrySet().stream().map((each) -> set(each.getKey(), each.getValue(), edit)).toList();
		}));
	}

	private PolicyDocument set(ApplicationId id, Policy policy, Edit edit) {
		return PolicyDocument.of(this.policies.set(id, (current) -> policy, (current) -> true, edit),
				this.systemClock.instant());
	}

}
