package io.github.dataflowautoscaler.webhook.events;

import java.nio.charset.StandardCharsets;

import io.github.dataflowautoscaler.webhook.history.History;
import io.github.dataflowautoscaler.webhook.history.HistoryDocument;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.outbox.Recipient;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.integration.MessageDispatchingException;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.stereotype.Component;
import org.springframework.util.MimeTypeUtils;

/**
 * Sends messages to Kafka: about changes, failures and changes of policies, as the API of
 * the history shows them, and one when an application begins to be held at its maximum,
 * or because more instances did not help. The key is the application, so its messages
 * stay in order.
 */
@Component
@ConditionalOnBooleanProperty(EventProperties.ENABLED)
class DecisionEvents implements Recipient {

	private static final String BINDING = "decisions";

	private final History history;

	private final StreamBridge bridge;

	private final JsonMapper json;

	DecisionEvents(History history, StreamBridge bridge, JsonMapper json) {
		this.history = history;
		this.bridge = bridge;
		this.json = json;
	}

	@Override
	public String name() {
		return "kafka";
	}

	@Override
	public boolean wants(HistoryEntry entry) {
		return switch (entry.outcome()) {
			case POLICY, OUTSIDE, POSTPONED, SUCCEEDED, FAILED -> true;
			case HELD -> entry.needsHelp() && this.history.beginsEpisode(entry);
			case DRY_RUN, IN_PROGRESS, UNANSWERED -> false;
		};
	}

	@Override
	public void tell(HistoryEntry entry) {
		Message<byte[]> message = MessageBuilder.withPayload(this.json.writeValueAsBytes(HistoryDocument.of(entry)))
			.setHeader(MessageHeaders.CONTENT_TYPE, MimeTypeUtils.APPLICATION_JSON)
			.setHeader(KafkaHeaders.KEY, entry.cause().application().toString().getBytes(StandardCharsets.UTF_8))
			.build();
		try {
			this.bridge.send(BINDING, message);
		}
		catch (MessageDeliveryException ex) {
			throw new IllegalStateException(reason(ex), ex);
		}
	}

	/** Until the binder has reached a broker, all that the channel knows is itself. */
	private static String reason(MessageDeliveryException ex) {
		return (ex.getCause() instanceof MessageDispatchingException) ? "no broker has been reached yet"
				: String.valueOf(NestedExceptionUtils.getMostSpecificCause(ex).getMessage());
	}

}
