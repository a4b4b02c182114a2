package io.github.dataflowautoscaler.streamapps.transform;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.springframework.integration.support.MessageBuilder;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/**
 * Lets an expression see text as text: Kafka delivers bytes, whatever is in them.
 */
final class TextPayload {

	private TextPayload() {
	}

	static Message<?> of(Message<byte[]> message) {
		MimeType type = contentType(message);
		if (!isText(type)) {
			return message;
		}
		String text = new String(message.getPayload(),
				Optional.ofNullable(type.getCharset()).orElse(StandardCharsets.UTF_8));
		return MessageBuilder.withPayload(text).copyHeaders(message.getHeaders()).build();
	}

	private static MimeType contentType(Message<byte[]> message) {
		Object type = message.getHeaders().get(MessageHeaders.CONTENT_TYPE);
		return (type != null) ? MimeTypeUtils.parseMimeType(type.toString()) : MimeTypeUtils.APPLICATION_JSON;
	}

	private static boolean isText(MimeType type) {
		return type.getType().equals("text") || type.getSubtype().matches("json|xml|yaml");
	}

}
