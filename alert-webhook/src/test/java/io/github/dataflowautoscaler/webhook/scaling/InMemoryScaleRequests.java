package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;

/**
 * Requests that wait in memory, with the same promises as those in a database.
 */
public final class InMemoryScaleRequests implements ScaleRequests {

	private final Map<ApplicationId, ScaleRequest> requests;

	InMemoryScaleRequests() {
		this(new LinkedHashMap<>());
	}

	/**
	 * Creates a repository.
	 * @param requests where it keeps the requests
	 */
	public InMemoryScaleRequests(Map<ApplicationId, ScaleRequest> requests) {
		this.requests = requests;
	}

	@Override
	public void replace(Collection<ScaleRequest> requests) {
		for (ScaleRequest request : requests) {
			ScaleRequest before = this.requests.get(request.cause().application());
			this.requests.put(request.cause().application(), (before != null) ? replaced(before, request) : request);
		}
	}

	private static ScaleRequest replaced(ScaleRequest before, ScaleRequest request) {
		boolean repeats = before.cause().direction() == request.cause().direction() && before.attempts() > 0;
		return repeats ? new ScaleRequest(request.cause(), before.requestedAt(), before.attempts(), before.lastError(),
				request.step()) : request;
	}

	@Override
	public boolean update(ScaleRequest request) {
		boolean waits = waits(request.cause().application(), request.cause().requestId());
		if (waits) {
			this.requests.put(request.cause().application(), request);
		}
		return waits;
	}

	@Override
	public void remove(ApplicationId application, String requestId) {
		if (waits(application, requestId)) {
			this.requests.remove(application);
		}
	}

	private boolean waits(ApplicationId application, String requestId) {
		return find(application).filter((waiting) -> waiting.cause().requestId().equals(requestId)).isPresent();
	}

	@Override
	public boolean withdraw(ApplicationId application, Direction direction) {
		boolean waits = find(application).filter((waiting) -> waiting.cause().direction() == direction).isPresent();
		if (waits) {
			this.requests.remove(application);
		}
		return waits;
	}

	@Override
	public Optional<ScaleRequest> find(ApplicationId application) {
		return Optional.ofNullable(this.requests.get(application));
	}

	@Override
	public List<ApplicationId> findApplications() {
		return List.copyOf(this.requests.keySet());
	}

	@Override
	public Waiting waiting() {
		Instant oldest = this.requests.values()
			.stream()
			.map(ScaleRequest::requestedAt)
			.min(Comparator.naturalOrder())
			.orElse(null);
		return new Waiting(this.requests.size(), oldest);
	}

}
