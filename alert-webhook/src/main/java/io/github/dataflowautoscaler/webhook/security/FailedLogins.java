package io.github.dataflowautoscaler.webhook.security;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.time.SteadyClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * How many log-ins have failed lately, by the client's address. If there are too many
 * addresses, the oldest is forgotten.
 */
@Component
class FailedLogins {

	static final Duration WINDOW = Duration.ofMinutes(1);

	static final int MOST_FAILURES = 10;

	private static final Logger logger = LoggerFactory.getLogger(FailedLogins.class);

	private static final int MOST_ADDRESSES = 10_000;

	private final Map<String, Failures> byAddress = new LinkedHashMap<>() {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
			return size() > MOST_ADDRESSES;
		}

	};

	/** No address is in it without an attempt, so there are no more than threads. */
	private final Map<String, Integer> underWay = new HashMap<>();

	private final SteadyClock clock;

	FailedLogins(SteadyClock clock) {
		this.clock = clock;
	}

	/**
	 * Tells whether an address has to wait.
	 * @param address the client's address
	 * @return whether as many log-ins as are allowed within a minute have failed
	 */
	synchronized boolean areTooMany(String address) {
		return current(address).count() >= MOST_FAILURES;
	}

	/**
	 * Begins an attempt to log in, and waits before it while as many are under way as may
	 * still fail. So no more than those that are allowed can fail, however many come at
	 * once, and none of many that succeed is refused.
	 * @param address the client's address
	 * @return whether the attempt may be made, and has to be {@link #end ended}; if not,
	 * the address has to wait
	 */
	synchronized boolean begin(String address) {
		try {
			while (!areTooMany(address) && current(address).count() + attempts(address) >= MOST_FAILURES) {
				wait();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		if (areTooMany(address)) {
			return false;
		}
		this.underWay.put(address, attempts(address) + 1);
		return true;
	}

	/**
	 * Ends an attempt. A failure has to be {@link #add added} before.
	 * @param address the client's address
	 */
	synchronized void end(String address) {
		this.underWay.computeIfPresent(address, (key, attempts) -> (attempts > 1) ? attempts - 1 : null);
		notifyAll();
	}

	synchronized void add(String address) {
		Failures failures = current(address);
		int count = failures.count() + 1;
		this.byAddress.put(address, new Failures(failures.since(), count));
		if (count == MOST_FAILURES) {
			logger.warn("{} log-ins from {} have failed within a minute; it has to wait", count, address);
		}
	}

	private int attempts(String address) {
		return this.underWay.getOrDefault(address, 0);
	}

	/** A clock that jumps must not lock anybody out for longer. */
	private Failures current(String address) {
		Instant now = this.clock.instant();
		Failures failures = this.byAddress.getOrDefault(address, new Failures(now, 0));
		boolean recent = Duration.between(failures.since(), now).abs().compareTo(WINDOW) < 0;
		return recent ? failures : new Failures(now, 0);
	}

	/**
	 * Failed log-ins from one address.
	 *
	 * @param since the time of the first
	 * @param count how many
	 */
	private record Failures(Instant since, int count) {
	}

}
