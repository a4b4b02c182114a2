package io.github.dataflowautoscaler.streamapps.transform;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.stream.binder.test.InputDestination;
import org.springframework.cloud.stream.binder.test.OutputDestination;
import org.springframework.cloud.stream.binder.test.TestChannelBinderConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.integration.support.MessageBuilder;
import org.springframework.messaging.Message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link TransformProcessorApplication}.
 */
class TransformProcessorApplicationTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			--name=unused                                            | noon    | noon
			--expression=payload + '-' + T(java.lang.Math).exp(700)  | noon    | noon-1.0142320547350045E304
			--expression=payload.length()                            | noon    | 4
			--expression=headers['zone'] + payload                   | noon    | UTCnoon
			--expression=headers.zone                                | noon    | UTC
			--expression=payload.hour                                | {"hour":12} | 12
			--spel.function.expression=payload.toUpperCase()         | noon    | NOON
			""")
	void sendsTheValueOfTheExpression(String argument, String payload, String value) {
		Message<byte[]> sent = transform(argument, MessageBuilder.withPayload(payload.getBytes()).build());
		assertThat(new String(sent.getPayload())).isEqualTo(value);
	}

	@ParameterizedTest
	@CsvSource({ "text/plain", "text/csv;charset=ISO-8859-1", "application/json" })
	void seesTextAsText(String contentType) {
		Message<byte[]> sent = transform("--expression=payload + '!'",
				MessageBuilder.withPayload("noon".getBytes()).setHeader("contentType", contentType).build());
		assertThat(new String(sent.getPayload())).isEqualTo("noon!");
	}

	@Test
	void passesBytesOnAsTheyAre() {
		byte[] bytes = { (byte) 0xff, 0, (byte) 0x80 };
		Message<byte[]> sent = transform("--expression=payload",
				MessageBuilder.withPayload(bytes).setHeader("contentType", "application/octet-stream").build());
		assertThat(sent.getPayload()).isEqualTo(bytes);
	}

	@Test
	void keepsTheHeaders() {
		Message<byte[]> sent = transform("--expression=1", MessageBuilder.withPayload("noon".getBytes()).build());
		assertThat(sent.getHeaders()).containsEntry("zone", "UTC");
	}

	@Test
	void sendsNothingForNull() {
		assertThat(transform("--expression=null", MessageBuilder.withPayload("noon".getBytes()).build())).isNull();
	}

	@Test
	void refusesToStartWithAnExpressionThatIsNone() {
		assertThatException().isThrownBy(() -> run("--expression=payload +").close())
			.satisfies((exception) -> assertThat(exception)
				.hasStackTraceContaining("Could not convert 'payload +' into a SpEL expression"));
	}

	private Message<byte[]> transform(String argument, Message<byte[]> message) {
		try (ConfigurableApplicationContext context = run(argument)) {
			context.getBean(InputDestination.class)
				.send(MessageBuilder.fromMessage(message).setHeader("zone", "UTC").build(), "input");
			return context.getBean(OutputDestination.class).receive(0, "output");
		}
	}

	private ConfigurableApplicationContext run(String argument) {
		return new SpringApplicationBuilder(
				TestChannelBinderConfiguration.getCompleteConfiguration(TransformProcessorApplication.class))
			.web(WebApplicationType.NONE)
			.run(argument);
	}

}
