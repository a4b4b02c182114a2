package io.github.dataflowautoscaler.webhook.histories;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.scaling.Platform;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException.Kind;

/**
 * Data Flow as a replica reaches it.
 *
 * @param replica the replica
 * @param world where
 */
record DataFlowOf(Replica replica, World world) implements Platform {

	@Override
	public String name() {
		return "Data Flow";
	}

	@Override
	public ApplicationState observe(ApplicationId id) {
		return this.replica.reach(Point.OBSERVE, () -> {
			ApplicationState state = this.world.dataFlow.observe(id);
			this.world.promises.shown(id, state);
			return state;
		}, () -> new PlatformException(Kind.UNREACHABLE, "Connection reset"));
	}

	@Override
	public Map<ApplicationId, ApplicationState> running() {
		Map<ApplicationId, ApplicationState> running = new LinkedHashMap<>();
		if (!this.world.isDown(Server.DATA_FLOW)) {
			this.world.applications
				.forEach((application) -> running.put(application.id(), application.state(this.world.time.now())));
		}
		return running;
	}

	@Override
	public List<ApplicationId> downstream(ApplicationId id) {
		return List.of();
	}

	/** Who has sent a call and gets no answer does not know what has become of it. */
	private PlatformException failure(ApplicationId id, boolean sent) {
		if (!sent) {
			return new PlatformException(Kind.UNREACHABLE, "Connection refused");
		}
		this.world.promises.failed(id, Kind.UNANSWERED);
		return new PlatformException(Kind.UNANSWERED, "Connection reset");
	}

	@Override
	public void scale(ApplicationId id, int instances) {
		this.world.promises.calls(this.replica, id, instances);
		AtomicBoolean sent = new AtomicBoolean();
		this.replica.reach(Point.SCALE, () -> {
			sent.set(true);
			try {
				this.world.dataFlow.scale(id, instances);
			}
			catch (PlatformException ex) {
				this.world.promises.failed(id, ex.kind());
				throw ex;
			}
			return null;
		}, () -> failure(id, sent.get()));
	}

}
