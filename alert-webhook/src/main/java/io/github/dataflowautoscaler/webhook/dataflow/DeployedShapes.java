package io.github.dataflowautoscaler.webhook.dataflow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.dataflow.DataFlowApi.RuntimeStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.web.client.RestClientException;

/**
 * Finds out which destinations the applications of running streams were deployed with.
 * Data Flow is asked once for each release.
 */
final class DeployedShapes {

	private static final Logger logger = LoggerFactory.getLogger(DeployedShapes.class);

	private final DataFlowApi api;

	private final DataFlowErrors errors;

	private volatile Map<String, Release> known = Map.of();

	DeployedShapes(DataFlowApi api, DataFlowErrors errors) {
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
		Release last = this.known.get(stream);
		if (last != null && version.equals(last.version())) {
			return last;
		}
		try {
			return new Release(version, ReleaseManifest.bindings(this.api.manifest(stream, version).text()));
		}
		catch (RestClientException ex) {
			if (last != Release.UNREADABLE) {
				logger.warn("The destinations that stream {} was deployed with can't be read: {}", stream,
						this.errors.translate(ex).getMessage());
			}
			return Release.UNREADABLE;
		}
	}

	/**
	 * What a stream was deployed with.
	 *
	 * @param version Skipper's version of it, {@code null} for one to be asked for again
	 * @param bindings each application's bindings, by label or else by name
	 */
	private record Release(@Nullable String version, Map<String, Bindings> bindings) {

		private static final Release UNREADABLE = new Release(null, Map.of());

	}

}
