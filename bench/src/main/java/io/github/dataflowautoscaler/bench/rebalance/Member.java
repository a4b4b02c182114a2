package io.github.dataflowautoscaler.bench.rebalance;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * An instance: a thread that polls, handles and commits as the listener container of
 * Spring does it.
 */
final class Member implements AutoCloseable {

	/** One instance handles 1000 messages/s, as in the other benchmark. */
	private static final long WORK_NANOSECONDS = 1_000_000;

	/** See docs/operations.md: longer polls come late with the protocol of KIP-848. */
	private static final Duration POLL = Duration.ofMillis(500);

	private final Map<String, Object> properties;

	private final String topic;

	private final Gaps gaps;

	private final Thread thread = new Thread(this::run, "member");

	private volatile boolean running = true;

	private volatile Set<Integer> assigned = Set.of();

	private volatile @Nullable RuntimeException failure;

	/**
	 * Joins the group.
	 * @param properties of the consumer
	 * @param topic what it reads
	 * @param gaps hears of each message that is handled
	 */
	Member(Map<String, Object> properties, String topic, Gaps gaps) {
		this.properties = new HashMap<>(properties);
		this.topic = topic;
		this.gaps = gaps;
		this.thread.start();
	}

	private void run() {
		try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(this.properties, new StringDeserializer(),
				new StringDeserializer())) {
			consumer.subscribe(Set.of(this.topic));
			while (this.running) {
				ConsumerRecords<String, String> records = consumer.poll(POLL);
				this.assigned = consumer.assignment()
					.stream()
					.map(TopicPartition::partition)
					.collect(Collectors.toUnmodifiableSet());
				handle(records);
				commit(consumer);
			}
		}
		catch (RuntimeException ex) {
			this.failure = ex;
		}
	}

	/** At its pace, however late a busy machine wakes it. */
	private void handle(ConsumerRecords<String, String> messages) {
		long due = System.nanoTime();
		for (ConsumerRecord<String, String> message : messages) {
			due += WORK_NANOSECONDS;
			LockSupport.parkNanos(due - System.nanoTime());
			this.gaps.handled(message.partition(), System.nanoTime());
		}
	}

	private static void commit(KafkaConsumer<String, String> consumer) {
		try {
			consumer.commitSync();
		}
		catch (RebalanceInProgressException | CommitFailedException ex) {
			// Whoever reads the partitions next handles these messages again.
		}
	}

	/**
	 * The partitions that it has had since its last poll.
	 * @return their numbers
	 * @throws IllegalStateException if it reads no more
	 */
	Set<Integer> assigned() {
		RuntimeException cause = this.failure;
		if (cause != null) {
			throw new IllegalStateException("A consumer has failed: " + cause.getMessage(), cause);
		}
		return this.assigned;
	}

	/** Asks it to finish its poll and to leave the group. */
	void leave() {
		this.running = false;
	}

	/** Leaves the group, and waits for that. */
	@Override
	public void close() {
		leave();
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
