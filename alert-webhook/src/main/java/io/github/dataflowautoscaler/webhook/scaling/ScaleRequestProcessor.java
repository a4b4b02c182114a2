package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.history.History;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.leadership.Leadership;
import io.github.dataflowautoscaler.webhook.leadership.Leadership.Mandate;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.time.Ticks;
import jakarta.annotation.PreDestroy;

import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes scale requests and, on the replica that decides, sees them through, off the
 * caller's thread. Each step is derived from what is recorded, a change in progress
 * before a waiting request, so work continues where it ended, after a restart or on
 * another replica.
 */
@Component
public class ScaleRequestProcessor {

	private final ScaleRequests requests;

	private final History history;

	private final ReadBack readBack;

	private final ScalingLoop loop;

	private final Leadership leadership;

	private final ScalingExecutor executor;

	/**
	 * The ids of requests that this process records and has not begun to evaluate. One is
	 * entered before it is recorded, so it can't be begun unnoticed.
	 */
	private final Map<ApplicationId, String> fresh = new ConcurrentHashMap<>();

	ScaleRequestProcessor(ScaleRequests requests, History history, ReadBack readBack, ScalingLoop loop,
			Leadership leadership, ScalingProperties properties, Ticks ticks) {
		this.requests = requests;
		this.history = history;
		this.readBack = readBack;
		this.loop = loop;
		this.leadership = leadership;
		this.executor = new ScalingExecutor(this::step, properties.pollInterval(), ticks);
	}

	/**
	 * Records requests, each in place of the one that waits for the same application, and
	 * returns at once. Nothing is written for a request if an equal one is recorded whose
	 * evaluation is yet to begin: it will see all that this one would.
	 * @param requests requests of different applications
	 * @throws org.springframework.dao.DataAccessException if they can't be recorded; then
	 * none is
	 */
	public void request(Collection<ScaleRequest> requests) {
		List<ScaleRequest> changed = requests.stream().filter((request) -> !isRecorded(request)).toList();
		if (changed.isEmpty()) {
			return;
		}
		changed.forEach((request) -> this.fresh.put(request.cause().application(), request.cause().requestId()));
		this.requests.replace(changed);
		changed.forEach((request) -> this.executor.wake(request.cause().application()));
	}

	private boolean isRecorded(ScaleRequest request) {
		ApplicationId id = request.cause().application();
		return this.fresh.containsKey(id) && this.requests.find(id)
			.filter((waiting) -> waiting.asksTheSameAs(request))
			.filter((waiting) -> waiting.cause().requestId().equals(this.fresh.get(id)))
			.isPresent();
	}

	@EventListener
	void request(ScaleRequest request) {
		request(List.of(request));
	}

	/**
	 * Withdraws a waiting request; a change in progress goes on.
	 * @param application the application
	 * @param direction only a request in this direction is withdrawn
	 * @return whether there was one
	 */
	public boolean withdraw(ApplicationId application, Direction direction) {
		return this.requests.withdraw(application, direction);
	}

	@EventListener
	void resume(Mandate mandate) {
		this.history.findApplicationsInProgress().forEach(this.executor::wake);
		this.requests.findApplications().forEach(this.executor::wake);
	}

	/** Other replicas record requests, too. */
	@Scheduled(fixedDelayString = "${autoscale.scaling.poll-interval:1s}")
	void lookForRequests() {
		if (this.leadership.leads()) {
			this.requests.findApplications().forEach(this.executor::wakeIfIdle);
		}
	}

	/** Takes the next step of an application. */
	Optional<Duration> step(ApplicationId id) {
		Mandate mandate = this.leadership.mandate().orElse(null);
		if (mandate == null) {
			// Another replica begins with it, unnoticed by this one.
			this.fresh.remove(id);
			return Optional.empty();
		}
		Optional<HistoryEntry> change = this.history.findInProgress(id);
		return change.isPresent() ? this.readBack.look(change.get(), mandate)
				: this.requests.find(id).flatMap((request) -> begin(request, mandate));
	}

	private Optional<Duration> begin(ScaleRequest request, Mandate mandate) {
		this.fresh.remove(request.cause().application(), request.cause().requestId());
		return this.loop.run(request, mandate);
	}

	@PreDestroy
	void close() {
		this.executor.close();
	}

}
