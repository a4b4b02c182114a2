package io.github.dataflowautoscaler.webhook.outbox;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.dataflowautoscaler.webhook.history.History;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.leadership.Leadership;
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

	private final CountDownLatch ended = new CountDownLatch(1);

	private final List<Recipient> recipients;

	private final Outbox outbox;

	private final List<Thread> threads;

	Deliveries(ObjectProvider<Recipient> recipients, Outbox outbox, History history, Leadership leadership) {
		this.recipients = recipients.stream().toList();
		this.outbox = outbox;
		this.threads = this.recipients.stream()
			.map((recipient) -> thread(recipient.name(),
					new Delivery(recipient, outbox, history::findAll, leadership::leads)))
			.toList();
	}

	private Thread thread(String recipient, Delivery delivery) {
		Thread thread = new Thread(() -> deliver(delivery), "tells-" + recipient);
		thread.setDaemon(true);
		return thread;
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
		this.threads.forEach(Thread::start);
	}

	private void deliver(Delivery delivery) {
		Duration pause = Duration.ZERO;
		try {
			while (!this.ended.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
				pause = delivery.deliver();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Nobody is interrupted: H2 would close its file. */
	@PreDestroy
	void end() throws InterruptedException {
		this.ended.countDown();
		for (Thread thread : this.threads) {
			thread.join(LONGEST_END.toMillis());
		}
	}

}
