package io.github.dataflowautoscaler.bench.rebalance;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A topic into whose partitions messages arrive steadily.
 */
final class Messages implements AutoCloseable {

	private static final int INTERVAL_MILLISECONDS = 50;

	private final KafkaProducer<String, String> producer;

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final String topic;

	private final int partitions;

	/**
	 * Creates the topic and begins.
	 * @param brokers where
	 * @param topic its name
	 * @param partitions how many it has; 20 messages/s arrive in each
	 * @throws IOException if the topic can't be created
	 * @throws InterruptedException if that happens to the calling thread
	 */
	Messages(String brokers, String topic, int partitions) throws IOException, InterruptedException {
		this.topic = topic;
		this.partitions = partitions;
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
			admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
		}
		catch (ExecutionException ex) {
			throw new IOException("Kafka did not create the topic: " + ex.getMessage(), ex);
		}
		this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", brokers), new StringSerializer(),
				new StringSerializer());
		this.clock.scheduleAtFixedRate(this::send, 0, INTERVAL_MILLISECONDS, TimeUnit.MILLISECONDS);
	}

	private void send() {
		for (int partition = 0; partition < this.partitions; partition++) {
			this.producer.send(new ProducerRecord<>(this.topic, partition, "", ""));
		}
	}

	String topic() {
		return this.topic;
	}

	int partitions() {
		return this.partitions;
	}

	@Override
	public void close() throws InterruptedException {
		this.clock.shutdown();
		this.clock.awaitTermination(1, TimeUnit.MINUTES);
		this.producer.close();
	}

}
