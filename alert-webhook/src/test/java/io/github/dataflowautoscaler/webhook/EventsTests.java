package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import io.github.dataflowautoscaler.webhook.history.HistoryDocument;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Decisions as messages, on a real broker.
 */
class EventsTests {

	private static final String ON = "--autoscale.events.enabled=true";

	private static final EmbeddedKafkaKraftBroker KAFKA = new EmbeddedKafkaKraftBroker(1, 1);

	private static int topics;

	private final String topic = "decisions-" + (++topics);

	private final DataFlowStandIn dataFlow = new DataFlowStandIn();

	@TempDir
	private Path directory;

	private KafkaConsumer<String, String> consumer;

	private final List<ConsumerRecord<String, String>> messages = new ArrayList<>();

	private final List<ConsumerRecord<String, String>> policyChanges = new ArrayList<>();

	@BeforeAll
	static void startKafka() {
		KAFKA.afterPropertiesSet();
	}

	@AfterAll
	static void stopKafka() {
		KAFKA.destroy();
	}

	@BeforeEach
	void start() {
		this.dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
		this.consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", KAFKA.getBrokersAsString(), "group.id",
				this.topic, "auto.offset.reset", "earliest", "metadata.max.age.ms", "200"), new StringDeserializer(),
				new StringDeserializer());
		this.consumer.subscribe(List.of(this.topic));
	}

	@AfterEach
	void stop() {
		this.consumer.close();
		this.dataFlow.close();
	}

	@Test
	void whatIsDoneAndWhatFailsIsSentAsTheHistoryShowsIt() {
		try (RunningWebHook webhook = start(KAFKA.getBrokersAsString())) {
			policy(webhook, 2);
			webhook.alert(Alerts.out("scaletest", "transform"));
			awaitMessages(1);
			this.dataFlow.behave(ScaleBehaviour.SKIPPER_FORBIDS);
			webhook.alert(Alerts.in("scaletest", "transform"));
			awaitMessages(2);
			assertThat(field("outcome")).containsExactly("succeeded", "failed");
			List<Map<String, Object>> history = JsonPath.read(webhook.get("/api/history").body(), "$");
			for (ConsumerRecord<String, String> message : this.messages) {
				assertThat(history).contains(JsonPath.<Map<String, Object>>read(message.value(), "$"));
				assertThat(message.key()).isEqualTo("scaletest/transform");
				assertThat(header(message, "contentType")).contains("application/json");
			}
		}
	}

	@Test
	void changesOfAPolicyAreSent() {
		try (RunningWebHook webhook = start(KAFKA.getBrokersAsString())) {
			policy(webhook, 2);
			policy(webhook, 5);
			webhook.alert(Alerts.out("scaletest", "transform"));
			awaitMessages(1);
			assertThat(this.policyChanges.stream().map((message) -> JsonPath.read(message.value(), "$.explanation")))
				.hasSize(2)
				.endsWith("maxInstances 2 -> 5 (by everybody)");
		}
	}

	@Test
	@DisplayName("case 45: saturated at the maximum is one event an episode")
	void atMaximum() {
		try (RunningWebHook webhook = start(KAFKA.getBrokersAsString())) {
			policy(webhook, 1);
			for (int times = 1; times <= 2; times++) {
				webhook.alert(Alerts.out("scaletest", "transform"));
				int expected = times;
				await().untilAsserted(() -> assertThat(webhook.history("times")).containsExactly(expected));
			}
			pause(webhook, true);
			webhook.alert(Alerts.out("scaletest", "transform"));
			await().untilAsserted(() -> assertThat(webhook.history("reason")).first().isEqualTo("paused"));
			pause(webhook, false);
			webhook.alert(Alerts.out("scaletest", "transform"));
			await().untilAsserted(
					() -> assertThat(webhook.history("reason")).containsExactly("at_maximum", "paused", "at_maximum"));
			policy(webhook, 2);
			webhook.alert(Alerts.out("scaletest", "transform"));
			awaitMessages(2);
			assertThat(field("reason")).containsExactly("at_maximum", "scale_out");
		}
	}

	@Test
	void whatWasDecidedWhileKafkaWasAwayIsSentAfterARestart() {
		try (RunningWebHook webhook = start("127.0.0.1:9")) {
			policy(webhook, 2);
			webhook.alert(Alerts.out("scaletest", "transform"));
			await().untilAsserted(() -> assertThat(webhook.history("outcome")).containsExactly("succeeded"));
		}
		try (RunningWebHook webhook = start(KAFKA.getBrokersAsString())) {
			awaitMessages(1);
			assertThat(field("outcome")).containsExactly("succeeded");
			assertThat(webhook.history("outcome")).containsExactly("succeeded");
		}
	}

	@Test
	void whatWasDecidedBeforeIsNotSent() {
		try (RunningWebHook webhook = RunningWebHook.start(this.directory, this.dataFlow.uri())) {
			policy(webhook, 3);
			webhook.alert(Alerts.out("scaletest", "transform"));
			await().untilAsserted(() -> assertThat(webhook.history("outcome")).containsExactly("succeeded"));
			assertThat(webhook.get("/actuator/health").body()).doesNotContain("binders");
			assertThat(webhook.hasBean("bindingService")).isFalse();
		}
		try (RunningWebHook webhook = start(KAFKA.getBrokersAsString())) {
			assertThat(webhook.hasBean("bindingService")).isTrue();
			webhook.alert(Alerts.out("scaletest", "transform"));
			awaitMessages(1);
			assertThat(field("fromInstances")).containsExactly(2);
		}
	}

	@Test
	void everyFieldIsDocumented() throws IOException {
		String page = Files.readString(Path.of("../docs/events.md"));
		for (RecordComponent field : HistoryDocument.class.getRecordComponents()) {
			assertThat(page).contains("\n| `" + field.getName() + "` |");
		}
	}

	private RunningWebHook start(String brokers) {
		return RunningWebHook.start(this.directory, this.dataFlow.uri(), ON,
				"--spring.cloud.stream.kafka.binder.brokers=" + brokers,
				"--spring.cloud.stream.bindings.decisions.destination=" + this.topic);
	}

	private static void policy(RunningWebHook webhook, int maxInstances) {
		webhook.policy("scaletest", "transform",
				"{\"strategy\":\"step\",\"scaleOutCooldown\":\"PT0S\",\"scaleInWindow\":\"PT0S\",\"maxInstances\":%d}"
					.formatted(maxInstances));
	}

	private static void pause(RunningWebHook webhook, boolean paused) {
		webhook.policy("scaletest", "transform",
				"{\"strategy\":\"step\",\"scaleOutCooldown\":\"PT0S\",\"maxInstances\":1,\"paused\":%s}"
					.formatted(paused));
	}

	private void awaitMessages(int count) {
		await().atMost(Duration.ofSeconds(60)).until(() -> {
			this.consumer.poll(Duration.ofMillis(100)).forEach(this::receive);
			return this.messages.size() >= count;
		});
		assertThat(this.messages).hasSize(count);
	}

	private void receive(ConsumerRecord<String, String> message) {
		(JsonPath.read(message.value(), "$.outcome").equals("policy") ? this.policyChanges : this.messages)
			.add(message);
	}

	private List<Object> field(String name) {
		return this.messages.stream().<Object>map((message) -> JsonPath.read(message.value(), "$." + name)).toList();
	}

	private static String header(ConsumerRecord<String, String> message, String name) {
		return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
	}

}
