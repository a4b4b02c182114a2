package io.github.dataflowautoscaler.webhook.doctor;

import java.util.List;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.dataflow.ConditionalOnDataFlow;
import io.github.dataflowautoscaler.webhook.dataflow.DataFlowServer;
import io.github.dataflowautoscaler.webhook.dataflow.DataFlowServer.Login;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Whether Data Flow lets the webhook read and scale, by the roles that Data Flow shows: a
 * scale call as a trial would change something.
 */
@Component
@Order(3)
@ConditionalOnDataFlow
class RoleCheck implements Check {

	private static final String LOG_IN = "Set spring.cloud.dataflow.client.authentication.* to a user with ROLE_VIEW and ROLE_MODIFY";

	private final DataFlowServer dataFlow;

	RoleCheck(DataFlowServer dataFlow) {
		this.dataFlow = dataFlow;
	}

	@Override
	public String name() {
		return "role";
	}

	@Override
	public List<Finding> examine(List<StoredPolicy> policies) {
		try {
			return List.of(judge(this.dataFlow.login()));
		}
		catch (PlatformException ex) {
			return List.of((ex.kind() == PlatformException.Kind.FORBIDDEN)
					? Finding.failure(this, ex.getMessage(), LOG_IN)
					: Finding.warning(this, "The roles can't be read: " + ex.getMessage(), "See the check data-flow"));
		}
	}

	private Finding judge(Login login) {
		if (!login.required()) {
			return Finding.ok(this, "Data Flow requires no log-in");
		}
		if (login.user() == null) {
			return Finding.failure(this, "Data Flow requires a log-in, and none is configured", LOG_IN);
		}
		List<String> missing = Stream.of("ROLE_VIEW", "ROLE_MODIFY")
			.filter((role) -> !login.roles().contains(role))
			.toList();
		return missing.isEmpty() ? Finding.ok(this, "User %s may read and scale".formatted(login.user()))
				: Finding.failure(this, "User %s lacks %s".formatted(login.user(), String.join(" and ", missing)),
						"Give the user the role where Data Flow gets its roles from, or log in as another one");
	}

}
