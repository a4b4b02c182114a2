package io.github.dataflowautoscaler.webhook.dataflow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.dataflow.DataFlowApi.RuntimeStream;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.web.client.RestClientException;

/**
 * Finds out what the applications of running streams were deployed with: their
 * destinations and policies. Data Flow is asked once for each release.
 */
final class Releases {

	private static final Logger logger = LoggerFactory.getLogger(Releases.class);

	private final DataFlowApi api;

	private final DataFlowErrors errors;

	private volatile Map<String, Release> known = Map.of();

	Releases(DataFlowApi api, DataFlowErrors errors) {
		this.api = api;
		this.errors = errors;
	}

	/**
	 * Replaces the shapes that definitions have by the shapes of what runs. A stream has
	 * no destinations if Data Flow doesn't show them, because they are unknown then.
	 * @param shapes the shapes by the definitions, by the streams' names
	 * @param running what runs
	 */
	void replace(Map<String, StreamShape> shapes, List<RuntimeStream> running) {
		Map<String, Release> releases = new HashMap<>();
		for (RuntimeStream stream : running) {
			String version = stream.version();
			StreamShape shape = shapes.get(stream.name());
			if (version != null && shape != null && !stream.list().isEmpty()) {
				Release release = release(stream.name(), version);
				shapes.put(stream.name(), shape.deployedWith(release.bindings()));
				releases.put(stream.name(), release);
			}
		}
		this.known = releases;
	}

	private Release release(String stream, String version) {
		Release last = this.known.getOrDefault(stream, Release.UNKNOWN);
		if (version.equals(last.version())) {
			return last;
		}
		try {
			Release release = Release.of(stream, version,
					ReleaseManifest.applications(this.api.manifest(stream, version).text()));
			release.policies().forEach((id, policy) -> {
				if (policy.fault() != null) {
					logger.warn("The policy that {} was deployed with is not in force: {}", id, policy.fault());
				}
			});
			return release;
		}
		catch (RestClientException ex) {
			if (!last.isUnreadable()) {
				logger.warn("What stream {} was deployed with can't be read: {}", stream,
						this.errors.translate(ex).getMessage());
			}
			return last.unreadable();
		}
	}

	/**
	 * The policies that running streams were deployed with.
	 * @return the policy, or what is wrong with it, of each application that has one
	 */
	Map<ApplicationId, DeployedPolicy> policies() {
		Map<ApplicationId, DeployedPolicy> policies = new HashMap<>();
		this.known.values().forEach((release) -> policies.putAll(release.policies()));
		return policies;
	}

	/**
	 * What a stream was deployed with.
	 *
	 * @param version Skipper's version of it, {@code null} for one to be asked for again
	 * @param bindings each application's bindings, by label or else by name
	 * @param policies the policies, of the last release that could be read
	 */
	private record Release(@Nullable String version, Map<String, Bindings> bindings,
			Map<ApplicationId, DeployedPolicy> policies) {

		private static final Release UNKNOWN = new Release("", Map.of(), Map.of());

		static Release of(String stream, String version, Map<String, DeployedApplication> applications) {
			Map<String, Bindings> bindings = new HashMap<>();
			Map<ApplicationId, DeployedPolicy> policies = new HashMap<>();
			applications.forEach((name, application) -> {
				bindings.put(name, application.bindings());
				application.policy().ifPresent((policy) -> policies.put(new ApplicationId(stream, name), policy));
			});
			return new Release(version, bindings, policies);
		}

		boolean isUnreadable() {
			return this.version == null;
		}

		/** Destinations that may be wrong do harm; an old policy is better than none. */
		Release unreadable() {
			return new Release(null, Map.of(), this.policies);
		}

	}

}
