package io.github.dataflowautoscaler.streamapps.transform;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.expression.Expression;
import org.springframework.integration.support.MessageBuilder;
import org.springframework.messaging.Message;

/**
 * The processor {@code transform}: turns each message into the value of a SpEL
 * expression, which sees the message's {@code payload} and {@code headers}. The value
 * {@code null} sends nothing on.
 */
@SpringBootApplication
@EnableConfigurationProperties(TransformProperties.class)
public class TransformProcessorApplication {

	public static void main(String[] args) {
		SpringApplication.run(TransformProcessorApplication.class, args);
	}

	@Bean
	Function<Message<byte[]>, Message<?>> transform(TransformProperties properties) {
		Expression expression = properties.expression();
		return (message) -> transform(TextPayload.of(message), expression);
	}

	private @Nullable Message<?> transform(Message<?> message, Expression expression) {
		Object value = expression.getValue(message);
		return (value != null) ? MessageBuilder.withPayload(value).copyHeaders(message.getHeaders()).build() : null;
	}

}
