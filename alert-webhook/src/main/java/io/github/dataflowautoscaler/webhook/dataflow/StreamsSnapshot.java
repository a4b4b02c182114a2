package io.github.dataflowautoscaler.webhook.dataflow;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;

/**
 * All streams as Data Flow showed them at one moment.
 */
public final class StreamsSnapshot {

	private final Instant at;

	private final List<StreamLink> links;

	private final List<RunningApplication> applications;

	private final Map<String, StreamShape> shapes;

	private final Map<ApplicationId, ApplicationState> states;

	private final Map<ApplicationId, List<ApplicationId>> downstream;

	private final Map<ApplicationId, DeployedPolicy> policies;

	/**
	 * Creates a snapshot.
	 * @param at when the streams had been read
	 * @param shapes the shape of each stream, deployed or not, by the stream's name
	 * @param links the edges between the applications that have an instance
	 * @param applications the applications of all deployed streams
	 * @param policies the policy, or what is wrong with it, of each application that was
	 * deployed with one
	 */
	public StreamsSnapshot(Instant at, Map<String, StreamShape> shapes, List<StreamLink> links,
			List<RunningApplication> applications, Map<ApplicationId, DeployedPolicy> policies) {
		this.at = at;
		this.shapes = Map.copyOf(shapes);
		this.links = List.copyOf(links);
		this.applications = List.copyOf(applications);
		this.policies = Map.copyOf(policies);
		this.states = applications.stream()
			.collect(Collectors.toUnmodifiableMap(RunningApplication::id, RunningApplication::state,
					(first, second) -> second));
		this.downstream = links.stream()
			.collect(Collectors.groupingBy(StreamLink::upstream,
					Collectors.mapping(StreamLink::application, Collectors.toUnmodifiableList())));
	}

	/**
	 * The time of the snapshot.
	 * @return when the streams had been read
	 */
	public Instant at() {
		return this.at;
	}

	/**
	 * The streams' graph.
	 * @return the edges between all applications that have an instance
	 */
	public List<StreamLink> links() {
		return this.links;
	}

	/**
	 * What runs.
	 * @return the applications of all deployed streams
	 */
	public List<RunningApplication> applications() {
		return this.applications;
	}

	/**
	 * The states of what runs, by application.
	 * @return the states of the applications of all deployed streams
	 */
	public Map<ApplicationId, ApplicationState> states() {
		return this.states;
	}

	/**
	 * All streams, deployed or not.
	 * @return the shape of each whose definition is understood, by the stream's name
	 */
	public Map<String, StreamShape> shapes() {
		return this.shapes;
	}

	/**
	 * The policies that running streams were deployed with.
	 * @return the policy, or what is wrong with it, of each application that has one
	 */
	public Map<ApplicationId, DeployedPolicy> policies() {
		return this.policies;
	}

	/**
	 * Follows the edges from an application.
	 * @param id the application
	 * @return those that read what it writes
	 */
	List<ApplicationId> downstream(ApplicationId id) {
		return this.downstream.getOrDefault(id, List.of());
	}

	/**
	 * Tells whether an application runs. One that is only starting does not.
	 * @param id the application
	 * @return whether it had a deployed instance
	 */
	public boolean runs(ApplicationId id) {
		ApplicationState state = this.states.get(id);
		return state != null && state.deployedInstances() > 0;
	}

}
