package io.github.dataflowautoscaler.webhook.scaling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A platform in memory, which does at once what it is asked for unless it is told not to.
 */
final class FakePlatform implements Platform {

	private static final Runnable NOTHING = () -> {
	};

	private final Map<ApplicationId, Integer> instances = new HashMap<>();

	private final Map<ApplicationId, Integer> up = new HashMap<>();

	private final Map<ApplicationId, List<ApplicationId>> readers = new HashMap<>();

	private final List<String> calls = new ArrayList<>();

	private @Nullable Kind failure;

	private boolean carriesOut = true;

	private boolean listed = true;

	private Runnable beforeAnswer = NOTHING;

	FakePlatform deployed(ApplicationId id, int count, ApplicationId... readers) {
		this.instances.put(id, count);
		this.readers.put(id, List.of(readers));
		return this;
	}

	/**
	 * Lets instances crash, of as many as there are, until a call is carried out.
	 * @param id the application
	 * @param up how many don't
	 */
	void crash(ApplicationId id, int up) {
		this.up.put(id, up);
	}

	/**
	 * Lets calls fail from now on.
	 * @param failure how, {@code null} for not at all
	 * @param carriesOut whether they are carried out nevertheless
	 */
	void fail(@Nullable Kind failure, boolean carriesOut) {
		this.failure = failure;
		this.carriesOut = carriesOut;
	}

	/**
	 * Has something happen while the next call is made.
	 * @param event what happens
	 */
	void beforeAnswer(Runnable event) {
		this.beforeAnswer = event;
	}

	/** Has no reading of all streams show anything. */
	void hideFromListing() {
		this.listed = false;
	}

	List<String> calls() {
		return this.calls;
	}

	@Override
	public String name() {
		return "Data Flow";
	}

	@Override
	public ApplicationState observe(ApplicationId id) {
		return Optional.ofNullable(all().get(id)).orElseGet(() -> ApplicationState.absent(State.UNDEPLOYED));
	}

	@Override
	public Map<ApplicationId, ApplicationState> running() {
		return this.listed ? all() : Map.of();
	}

	private Map<ApplicationId, ApplicationState> all() {
		Map<ApplicationId, ApplicationState> running = new HashMap<>();
		this.instances.forEach((id, count) -> running.put(id, state(count, this.up.getOrDefault(id, count))));
		return running;
	}

	private static ApplicationState state(int count, int up) {
		return new ApplicationState((up < count) ? State.CRASHING : State.DEPLOYED, count, up, "1");
	}

	@Override
	public List<ApplicationId> downstream(ApplicationId id) {
		return this.readers.getOrDefault(id, List.of());
	}

	@Override
	public void scale(ApplicationId id, int count) {
		this.calls.add(id + " to " + count);
		Runnable event = this.beforeAnswer;
		this.beforeAnswer = NOTHING;
		event.run();
		if (this.carriesOut) {
			this.instances.put(id, count);
			this.up.remove(id);
		}
		if (this.failure != null) {
			throw new PlatformException(this.failure, "Data Flow says " + this.failure);
		}
	}

}
