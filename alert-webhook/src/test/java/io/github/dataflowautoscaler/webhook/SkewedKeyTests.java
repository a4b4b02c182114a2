package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import com.jayway.jsonpath.JsonPath;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/**
 * A key that is as frequent as all others together, on a real broker, and what the rules
 * make of what Micrometer exports of a real consumer, in a real Prometheus. The lag that
 * the binder would export is told by hand: it is 0, because the consumer keeps up.
 */
class SkewedKeyTests {

	private static final int PARTITIONS = 6;

	private static final int PER_SECOND = 100;

	private static final Tags TAGS = Tags.of("stream_name", "s", "application_name", "transform");

	private static final EmbeddedKafkaKraftBroker KAFKA = new EmbeddedKafkaKraftBroker(1, PARTITIONS, "s.time");

	private final AtomicBoolean running = new AtomicBoolean(true);

	private volatile int hottest;

	private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

	private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);

	private KafkaProducer<String, String> producer;

	private int messages;

	private HttpServer exporter;

	@TempDir
	private Path directory;

	@BeforeEach
	void start() throws IOException {
		KAFKA.afterPropertiesSet();
		this.exporter = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.exporter.createContext("/", (exchange) -> {
			byte[] body = this.registry.scrape().getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		this.exporter.start();
		long started = System.nanoTime();
		Gauge.builder("process.uptime", () -> (System.nanoTime() - started) / 1e9)
			.baseUnit("seconds")
			.tags(TAGS)
			.register(this.registry);
		Gauge.builder("spring.cloud.stream.binder.kafka.offset", () -> 0)
			.tags(TAGS.and("group", "s", "topic", "s.time"))
			.register(this.registry);
		this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", KAFKA.getBrokersAsString()),
				new StringSerializer(), new StringSerializer());
		this.threads.scheduleAtFixedRate(this::produce, 0, 1000 / PER_SECOND, TimeUnit.MILLISECONDS);
		this.threads.execute(this::consume);
	}

	@AfterEach
	void stop() throws InterruptedException {
		this.running.set(false);
		this.threads.shutdown();
		assertThat(this.threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
		this.producer.close();
		this.exporter.stop(0);
		KAFKA.destroy();
	}

	@Test
	void theRulesTellThePartitionOfTheFrequentKey() throws IOException, InterruptedException {
		try (PrometheusProcess prometheus = new PrometheusProcess(this.directory, """
				global: {scrape_interval: 1s, evaluation_interval: 1s}
				rule_files: [%s]
				scrape_configs:
				  - job_name: stream-applications
				    static_configs: [targets: ["127.0.0.1:%d"]]
				""".formatted(rules(), this.exporter.getAddress().getPort()))) {
			await().atMost(Duration.ofMinutes(3)).ignoreExceptions().untilAsserted(() -> {
				String answer = query(prometheus, "autoscale:hot_partition:share");
				assertThat(JsonPath.<List<String>>read(answer, "$..partition"))
					.containsExactly(String.valueOf(this.hottest));
				assertThat(JsonPath.<List<String>>read(answer, "$..value[1]")).singleElement()
					.satisfies((share) -> assertThat(Double.parseDouble(share)).isCloseTo(0.6, within(0.1)));
			});
			assertThat(JsonPath.<List<String>>read(query(prometheus, "autoscale:partition_appended:rate5m"),
					"$..partition"))
				.hasSize(PARTITIONS);
		}
	}

	/** As they are, on a faster clock. */
	private Path rules() throws IOException {
		String rules = Files.readString(Path.of("../prometheus/alert.rules.yml"));
		return Files.writeString(this.directory.resolve("rules.yml"),
				rules.replace("interval: 15s", "interval: 1s")
					.replaceAll("\\[30s]|\\[1m]|\\[2m]", "[5s]")
					.replaceAll("offset (15s|30s|1m)", "offset 5s")
					.replace("[5m]", "[20s]")
					.replace("offset 5m", "offset 20s"));
	}

	private static String query(PrometheusProcess prometheus, String series) throws IOException, InterruptedException {
		URI uri = URI.create(prometheus.uri() + "/api/v1/query?query=" + series);
		return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
	}

	/** Half of the messages have one key, the others one of a thousand. */
	private void produce() {
		boolean frequent = this.messages % 2 == 0;
		String key = frequent ? "frequent" : "key-" + this.messages % 1000;
		this.messages++;
		this.producer.send(new ProducerRecord<>("s.time", key, "x"), (metadata, failure) -> {
			if (frequent && failure == null) {
				this.hottest = metadata.partition();
			}
		});
	}

	/**
	 * Micrometer looks for a client's metrics when it is told of it, and then every
	 * minute. A client has those of a partition once it has had a message of it.
	 */
	private void consume() {
		Timer timer = Timer.builder("spring.kafka.listener")
			.tags(TAGS.and("result", "success"))
			.register(this.registry);
		try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(Map.of("bootstrap.servers",
				KAFKA.getBrokersAsString(), "group.id", "s", "auto.offset.reset", "earliest"), new StringDeserializer(),
				new StringDeserializer()); KafkaClientMetrics metrics = new KafkaClientMetrics(consumer, TAGS)) {
			consumer.subscribe(List.of("s.time"));
			Set<Integer> partitions = new HashSet<>();
			boolean isBound = false;
			while (this.running.get()) {
				consumer.poll(Duration.ofMillis(100)).forEach((message) -> {
					timer.record(Duration.ofMillis(1));
					partitions.add(message.partition());
				});
				if (!isBound && partitions.size() == PARTITIONS) {
					metrics.bindTo(this.registry);
					isBound = true;
				}
			}
		}
	}

}
