package io.github.dataflowautoscaler.webhook.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.outbox.Outbox.Waiting;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Delivers the entries of the outbox to one recipient, in the order of the history. An
 * entry leaves the outbox after its delivery, so the end of the process in between
 * repeats it.
 */
class Delivery {

	private static final Logger logger = LoggerFactory.getLogger(Delivery.class);

	private static final int MOST_AT_ONCE = 100;

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private static final ExponentialBackOff PAUSES = new ExponentialBackOff(PAUSE.toMillis(), 2);

	static {
		PAUSES.setMaxInterval(Duration.ofMinutes(1).toMillis());
	}

	private final Recipient recipient;

	private final Outbox outbox;

	private final Function<List<Long>, List<HistoryEntry>> history;

	private final BooleanSupplier leads;

	private @Nullable BackOffExecution outage;

	/**
	 * Creates a delivery.
	 * @param recipient who is told
	 * @param outbox what waits
	 * @param history finds entries by their ids
	 * @param leads tells whether this replica still decides
	 */
	Delivery(Recipient recipient, Outbox outbox, Function<List<Long>, List<HistoryEntry>> history,
			BooleanSupplier leads) {
		this.recipient = recipient;
		this.outbox = outbox;
		this.history = history;
		this.leads = leads;
	}

	/**
	 * Delivers what waits, as far as the recipient takes it now and this replica decides.
	 * @return when to come back: after a second, and after failures later each time, up
	 * to a minute
	 */
	Duration deliver() {
		try {
			List<Waiting> waiting = this.leads.getAsBoolean() ? this.outbox.find(this.recipient.name(), MOST_AT_ONCE)
					: List.of();
			if (waiting.isEmpty()) {
				this.outage = null;
			}
			else {
				tell(waiting);
			}
			return (waiting.size() < MOST_AT_ONCE) ? PAUSE : Duration.ZERO;
		}
		catch (RuntimeException | Error ex) {
			return later(ex);
		}
	}

	private void tell(List<Waiting> waiting) {
		Map<Long, HistoryEntry> entries = this.history.apply(waiting.stream().map(Waiting::historyId).toList())
			.stream()
			.collect(Collectors.toMap(HistoryEntry::id, Function.identity()));
		if (entries.size() < waiting.size()) {
			logger.warn("{} will not receive {} decisions: they are older than autoscale.history.retention",
					this.recipient.name(), waiting.size() - entries.size());
		}
		for (Waiting next : waiting) {
			if (!this.leads.getAsBoolean()) {
				// Another one may have told it, and newer ones, while this one was
				// frozen.
				return;
			}
			tell(next, entries.get(next.historyId()));
		}
	}

	/** What is told was read after the version that is removed. */
	private void tell(Waiting waiting, @Nullable HistoryEntry entry) {
		if (entry != null) {
			this.recipient.tell(entry);
		}
		this.outbox.remove(this.recipient.name(), waiting);
		if (entry != null && this.outage != null) {
			logger.info("{} receives decisions again", this.recipient.name());
			this.outage = null;
		}
	}

	/** The hundredth line of an outage tells nothing that the first one did not. */
	private Duration later(Throwable ex) {
		BackOffExecution pauses = this.outage;
		if (pauses == null) {
			logger.warn("{} can't receive decisions now, so they wait: {}", this.recipient.name(), ex.getMessage());
			pauses = PAUSES.start();
			this.outage = pauses;
		}
		logger.debug("{} can't be told", this.recipient.name(), ex);
		return Duration.ofMillis(pauses.nextBackOff());
	}

}
