package io.github.dataflowautoscaler.streamapps.log;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.stream.binder.test.InputDestination;
import org.springframework.cloud.stream.binder.test.TestChannelBinderConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.integration.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link LogSinkApplication}.
 */
@ExtendWith(OutputCaptureExtension.class)
class LogSinkApplicationTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			--unused                            | INFO .* log-sink .*: it is noon
			--expression='at ' + payload        | INFO .* log-sink .*: at it is noon
			--log.expression=headers['zone']    | INFO .* log-sink .*: UTC
			--level=WARN                        | WARN .* log-sink .*: it is noon
			--name=clock                        | INFO .* clock .*: it is noon
			--spring.application.name=scaletest | INFO .* scaletest .*: it is noon
			""")
	void logsTheValueOfTheExpression(String argument, String line, CapturedOutput output) {
		try (ConfigurableApplicationContext context = run(argument)) {
			context.getBean(InputDestination.class)
				.send(MessageBuilder.withPayload("it is noon".getBytes()).setHeader("zone", "UTC").build(), "input");
			assertThat(output).containsPattern(line);
		}
	}

	@Test
	void refusesToStartWithAnExpressionThatIsNone() {
		assertThatException().isThrownBy(() -> run("--expression=payload +").close())
			.satisfies((exception) -> assertThat(exception)
				.hasStackTraceContaining("Could not convert 'payload +' into a SpEL expression"));
	}

	private ConfigurableApplicationContext run(String argument) {
		return new SpringApplicationBuilder(
				TestChannelBinderConfiguration.getCompleteConfiguration(LogSinkApplication.class))
			.web(WebApplicationType.NONE)
			.run(argument);
	}

}
