package io.github.dataflowautoscaler.webhook.outbox;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.history.History;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.leadership.Leadership;
import io.github.dataflowautoscaler.webhook.time.Ticks;
import io.github.dataflowautoscaler.webhook.time.Ticks.Timer;
import jakarta.annotation.PreDestroy;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Puts decisions into the outbox when they are recorded and, on the replica that decides,
 * has them delivered. Each recipient has a thread of its own, so that one that is down
 * does not delay the others.
 */
@Component
class Deliveries {

	private static final Duration LONGEST_END = Duration.ofSeconds(5);

	private final List<Recipient> recipients;

	private final Outbox outbox;

	private final Map<Delivery, Timer> timers = new LinkedHashMap<>();

	Deliveries(ObjectProvider<Recipient> recipients, Outbox outbox, History history, Leadership leadership,
			Ticks ticks) {
		this.recipients = recipients.stream().toList();
		this.outbox = outbox;
		this.recipients.forEach(
				(recipient) -> this.timers.put(new Delivery(recipient, outbox, history::findAll, leadership::leads),
						ticks.timer("tells-" + recipient.name(), 1)));
	}

	/**
	 * In the transaction that records the entry, so neither is there without the other.
	 */
	@EventListener
	void add(HistoryEntry entry) {
		this.recipients.stream()
			.filter((recipient) -> recipient.wants(entry))
			.forEach((recipient) -> this.outbox.add(recipient.name(), entry.id()));
	}

	@EventListener(ApplicationReadyEvent.class)
	void begin() {
		this.timers.forEach((delivery, timer) -> timer.schedule(() -> deliver(delivery, timer), Duration.ZERO));
	}

	private void deliver(Delivery delivery, Timer timer) {
		Duration pause = delivery.deliver();
		timer.schedule(() -> deliver(delivery, timer), pause);
	}

	/** Nobody is interrupted: H2 would close its file. */
	@PreDestroy
	void end() {
		this.timers.values().forEach((timer) -> timer.close(LONGEST_END));
	}

}
