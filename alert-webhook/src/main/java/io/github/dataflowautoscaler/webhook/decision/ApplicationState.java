package io.github.dataflowautoscaler.webhook.decision;

/**
 * An application as the platform shows it at one moment.
 *
 * @param state the state of the application as a whole
 * @param instances instances that exist in whatever state, 0 or more
 * @param deployedInstances those of them that are deployed
 * @param version changes when the application is deployed anew, empty if it is unknown
 */
public record ApplicationState(State state, int instances, int deployedInstances, String version) {

	public ApplicationState {
		if (instances < 0 || deployedInstances < 0 || deployedInstances > instances) {
			throw new IllegalArgumentException(
					"%s of %s instances can't be deployed".formatted(deployedInstances, instances));
		}
	}

	/**
	 * An application that isn't there.
	 * @param state why not
	 * @return a state without instances
	 */
	public static ApplicationState absent(State state) {
		return new ApplicationState(state, 0, 0, "");
	}

	/**
	 * Tells whether the application runs with a number of instances, all of them
	 * deployed.
	 * @param count the number of instances
	 * @return whether that is so
	 */
	public boolean runsWith(int count) {
		return this.instances == count && this.deployedInstances == count;
	}

	/**
	 * What the platform says of an application. It is scaled when it is
	 * {@link #DEPLOYED}, and back again when it is {@link #CRASHING}.
	 */
	public enum State {

		/** Every instance is deployed. */
		DEPLOYED("is deployed"),

		/** Instances are being started. */
		DEPLOYING("is still being deployed"),

		/**
		 * Every instance is deployed, and was told then which partitions are its own; one
		 * that comes later would get none.
		 */
		PINNED("takes fixed partitions (auto-rebalance-enabled is false), which were shared out at the deployment"),

		/** Some instances are deployed, others are not. */
		PARTIAL("is only partially deployed"),

		/**
		 * Some instances are deployed, others crash each time they are started; the
		 * platform scales it all the same, as Kubernetes does.
		 */
		CRASHING("has instances that crash"),

		/** Some instances are deployed, others are Pods that have not begun to run. */
		PENDING("has Pods that are pending: they lack a node or their image"),

		/** Some tasks of a service run, others have no node yet, or no image. */
		UNPLACED("has tasks that are pending: they lack a node or their image"),

		/** The service's tasks are being replaced by those of another version. */
		UPDATING("is being updated, and so each task is replaced"),

		/** The update of a service has stopped half way. */
		UPDATE_PAUSED("is half updated: its update has stopped"),

		/** A service with a task on each node, or with tasks that end. */
		NOT_REPLICATED("is a service without a number of replicas (a global one, or a job)"),

		/** There is no such service. */
		NO_SUCH_SERVICE("does not exist as a service"),

		/** Instances failed. */
		FAILED("has failed"),

		/** The stream is not deployed. */
		UNDEPLOYED("is not deployed"),

		/** The stream's definition has no such application. */
		NO_SUCH_APPLICATION("does not exist in the stream's definition"),

		/** There is no such stream. */
		NO_SUCH_STREAM("belongs to a stream that does not exist"),

		/** The platform can't tell, or says something that is not known here. */
		UNKNOWN("is in an unknown state");

		private final String predicate;

		State(String predicate) {
			this.predicate = predicate;
		}

		/**
		 * The state in words that follow the application's name.
		 * @return such as "is deployed"
		 */
		public String predicate() {
			return this.predicate;
		}

	}

}
