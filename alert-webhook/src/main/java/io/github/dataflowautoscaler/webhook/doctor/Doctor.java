package io.github.dataflowautoscaler.webhook.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;

/**
 * Carries out all checks side by side, so that an examination takes no longer than the
 * slowest of them, and none longer than a limit.
 */
public class Doctor {

	private static final Logger logger = LoggerFactory.getLogger(Doctor.class);

	/** The installation first, then one application after the other. */
	private static final Comparator<Finding> BY_SUBJECT = Comparator.comparing(Finding::subject,
			Comparator.nullsFirst(Comparator.naturalOrder()));

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final List<Check> checks;

	private final Duration limit;

	/**
	 * Creates a doctor.
	 * @param checks the checks, in the order of their findings
	 * @param limit the longest time that a check may take
	 */
	Doctor(List<Check> checks, Duration limit) {
		this.checks = List.copyOf(checks);
		this.limit = limit;
	}

	/**
	 * Examines the installation and some applications. Without its database the webhook
	 * has no policies, and the findings say so.
	 * @param policies reads the policies of the applications
	 * @return the findings, in the same order every time
	 */
	public List<Finding> examine(Supplier<List<StoredPolicy>> policies) {
		try {
			return examine(policies.get());
		}
		catch (DataAccessException ex) {
			return examine(List.of());
		}
	}

	/**
	 * Examines the installation and some applications. There is one examination at a
	 * time, so that impatient users don't multiply the requests to other servers.
	 * @param policies the policies of the applications
	 * @return the findings, in the same order every time
	 */
	synchronized List<Finding> examine(List<StoredPolicy> policies) {
		long end = System.nanoTime() + this.limit.toNanos();
		List<Future<List<Finding>>> running = this.checks.stream()
			.map((check) -> this.executor.submit(() -> check.examine(policies)))
			.toList();
		List<Finding> findings = new ArrayList<>();
		for (int i = 0; i < running.size(); i++) {
			findings.addAll(await(this.checks.get(i), running.get(i), end - System.nanoTime()));
		}
		findings.sort(BY_SUBJECT);
		return findings;
	}

	private List<Finding> await(Check check, Future<List<Finding>> running, long nanos) {
		try {
			return running.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			running.cancel(true);
			return List.of(Finding.failure(check, "No result within %s s".formatted(this.limit.toSeconds()),
					"See whether a server that it asks hangs; Data Flow itself waits for Skipper"));
		}
		catch (ExecutionException ex) {
			logger.error("Check {} failed", check.name(), ex.getCause());
			return List
				.of(Finding.failure(check, "The check itself failed: " + ex.getCause(), "See the webhook's log"));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted during an examination", ex);
		}
	}

	@PreDestroy
	void close() {
		this.executor.shutdownNow();
	}

}
