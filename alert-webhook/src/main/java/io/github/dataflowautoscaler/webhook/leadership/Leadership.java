package io.github.dataflowautoscaler.webhook.leadership;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import io.github.dataflowautoscaler.webhook.leadership.Lease.State;
import io.github.dataflowautoscaler.webhook.time.Ticks;
import io.github.dataflowautoscaler.webhook.time.Ticks.Timer;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Lets one replica decide at a time. It holds the lease and renews it; another one takes
 * it over once it has seen no renewal for as long as the lease lasts, by its own
 * monotonic clock. A replica that could not renew it in time has lost it, even if no
 * other replica took it. So what was begun before a pause of the process is not carried
 * out after the pause. Publishes each {@link Mandate} when it begins.
 */
@Component
public class Leadership {

	private static final Logger logger = LoggerFactory.getLogger(Leadership.class);

	private static final int RENEWALS_PER_LEASE = 5;

	private static final Duration LONGEST_END = Duration.ofSeconds(1);

	private final String name = ManagementFactory.getRuntimeMXBean().getName() + "-" + UUID.randomUUID();

	private final Lease lease;

	private final ApplicationEventPublisher events;

	private final long duration;

	private final Ticks ticks;

	/** Of its own, because others wait for Data Flow and Prometheus. */
	private final Timer timer;

	private volatile @Nullable Mandate mandate;

	private @Nullable State seen;

	private long seenSince;

	Leadership(Lease lease, ApplicationEventPublisher events, LeadershipProperties properties, Ticks ticks) {
		this.lease = lease;
		this.events = events;
		this.duration = properties.lease().toNanos();
		this.ticks = ticks;
		this.timer = ticks.timer("leadership", 1);
	}

	/**
	 * The right to decide, if this replica has it.
	 * @return a mandate, good for decisions that are begun now
	 */
	public Optional<Mandate> mandate() {
		return Optional.ofNullable(this.mandate).filter(Mandate::lasts);
	}

	/**
	 * Tells whether this replica is the one that decides.
	 * @return whether it is
	 */
	public boolean leads() {
		return mandate().isPresent();
	}

	@EventListener(ApplicationReadyEvent.class)
	void apply() {
		this.timer.schedule(this::goOn, Duration.ZERO);
	}

	private void goOn() {
		renewOrAcquire();
		this.timer.schedule(this::goOn, Duration.ofNanos(this.duration / RENEWALS_PER_LEASE));
	}

	void renewOrAcquire() {
		try {
			Mandate held = this.mandate;
			if (held == null) {
				acquireIfOver();
			}
			else if (!held.lasts()) {
				lose("it could not renew its lease in time");
			}
			else if (!held.renew()) {
				lose("another one took over");
			}
		}
		catch (RuntimeException | Error ex) {
			// The next attempt would never come.
			logger.warn("The lease to decide can't be read or written: {}", ex.getMessage());
		}
	}

	private void lose(String why) {
		this.mandate = null;
		logger.warn("This replica ({}) no longer decides: {}", this.name, why);
	}

	private void acquireIfOver() {
		long begun = this.ticks.nanoTime();
		State state = this.lease.read();
		if (!state.equals(this.seen)) {
			this.seen = state;
			// Whatever the read took, the holder may have renewed the lease just before
			// its end.
			this.seenSince = this.ticks.nanoTime();
		}
		boolean over = state.holder() == null || state.holder().equals(this.name)
				|| begun - this.seenSince >= this.duration;
		if (over && this.lease.take(state, this.name)) {
			begin(new Mandate(state.term() + 1, begun));
		}
	}

	private void begin(Mandate taken) {
		this.mandate = taken;
		logger.info("This replica ({}) decides now, in term {}", this.name, taken.term);
		try {
			this.events.publishEvent(taken);
		}
		catch (RuntimeException | Error ex) {
			this.mandate = null;
			throw ex;
		}
	}

	@PreDestroy
	void end() {
		this.timer.close(LONGEST_END);
		Mandate held = this.mandate;
		this.mandate = null;
		if (held == null) {
			return;
		}
		try {
			this.lease.release(held.term);
		}
		catch (DataAccessException ex) {
			logger.warn("The lease to decide can't be given back, others have to wait for its end: {}",
					ex.getMessage());
		}
	}

	/**
	 * The right to decide for one term.
	 */
	public final class Mandate {

		private final long term;

		private volatile long renewedAt;

		private Mandate(long term, long renewedAt) {
			this.term = term;
			this.renewedAt = renewedAt;
		}

		/**
		 * Tells whether nobody else can have taken over yet, without asking anybody.
		 * @return whether the mandate is in force
		 */
		public boolean lasts() {
			return Leadership.this.mandate == this
					&& Leadership.this.ticks.nanoTime() - this.renewedAt < Leadership.this.duration;
		}

		/**
		 * Makes sure, inside a transaction and until its end, that nobody takes over.
		 * What is recorded in it is seen by whoever does so afterwards.
		 * @return whether the mandate is in force
		 */
		public boolean confirm() {
			return lasts() && Leadership.this.lease.confirm(this.term);
		}

		private boolean renew() {
			long now = Leadership.this.ticks.nanoTime();
			if (!Leadership.this.lease.renew(this.term)) {
				return false;
			}
			this.renewedAt = now;
			return true;
		}

	}

}
