package io.github.dataflowautoscaler.webhook.dataflow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.NestedExceptionUtils;

/**
 * The policy that an application was deployed with: its properties that begin with
 * {@code autoscale}, such as {@code app.transform.autoscale.max-instances=4} in the
 * properties of the deployment. One of both values is {@code null}.
 *
 * @param policy the policy
 * @param fault why the properties are not a policy, for people
 */
public record DeployedPolicy(@Nullable Policy policy, @Nullable String fault) {

	private static final String PREFIX = "autoscale";

	/**
	 * Reads the policy, in all spellings that Spring Boot's relaxed binding accepts.
	 * @param properties what the application was deployed with
	 * @return the policy or what is wrong with it, empty if no property begins like one
	 */
	static Optional<DeployedPolicy> of(Map<String, String> properties) {
		Map<String, String> settings = new LinkedHashMap<>(properties);
		settings.keySet().removeIf((name) -> !name.startsWith(PREFIX + "."));
		if (settings.isEmpty()) {
			return Optional.empty();
		}
		try {
			Policy policy = new Binder(new MapConfigurationPropertySource(settings))
				.bind(PREFIX, Bindable.of(PolicySettings.class), new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
				.get()
				.toPolicy();
			return Optional.of(new DeployedPolicy(policy, null));
		}
		catch (BindException ex) {
			return Optional.of(new DeployedPolicy(null,
					"%s: %s".formatted(ex.getName(), NestedExceptionUtils.getMostSpecificCause(ex).getMessage())));
		}
		catch (IllegalArgumentException ex) {
			return Optional.of(new DeployedPolicy(null, ex.getMessage()));
		}
	}

}
