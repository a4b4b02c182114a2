package io.github.dataflowautoscaler.streamapps.time;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.stream.binder.test.OutputDestination;
import org.springframework.cloud.stream.binder.test.TestChannelBinderConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.messaging.Message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link TimeSourceApplication}.
 */
class TimeSourceApplicationTests {

	@Test
	void sendsTheTimeInTheGivenFormat() {
		try (ConfigurableApplicationContext context = run("--date-format='at 'yyyy-MM-dd", "--fixed-delay=10",
				"--time-unit=MILLISECONDS")) {
			Message<byte[]> message = context.getBean(OutputDestination.class).receive(5000, "output");
			assertThat(new String(message.getPayload())).matches("at \\d{4}-\\d{2}-\\d{2}");
		}
	}

	@ParameterizedTest
	@MethodSource
	void takesShortAndLongNamesOfWhichTheLongOneWins(String[] arguments, String delay) {
		try (ConfigurableApplicationContext context = run(arguments)) {
			assertThat(context.getBean(TriggerProperties.class).delay()).hasToString(delay);
		}
	}

	static Stream<Arguments> takesShortAndLongNamesOfWhichTheLongOneWins() {
		return Stream.of(Arguments.of(new String[0], "PT1S"),
				Arguments.of(new String[] { "--fixed-delay=995", "--time-unit=MILLISECONDS" }, "PT0.995S"),
				Arguments.of(new String[] { "--fixedDelay=3", "--timeUnit=minutes" }, "PT3M"),
				Arguments.of(new String[] { "--trigger.fixed-delay=2", "--trigger.time-unit=HOURS" }, "PT2H"),
				Arguments.of(new String[] { "--trigger.time-unit=MICROSECONDS", "--fixed-delay=995",
						"--time-unit=MILLISECONDS" }, "PT0.000995S"));
	}

	@ParameterizedTest
	@MethodSource
	void refusesToStartAndNamesTheValue(String argument, String named) {
		assertThatException().isThrownBy(() -> run(argument).close())
			.havingRootCause()
			.satisfies((cause) -> assertThat(cause).hasStackTraceContaining(named));
	}

	static Stream<Arguments> refusesToStartAndNamesTheValue() {
		return Stream.of(Arguments.of("--fixed-delay=0", "fixedDelay"),
				Arguments.of("--initial-delay=-1", "initialDelay"),
				Arguments.of("--time-unit=FORTNIGHTS", "FORTNIGHTS"),
				Arguments.of("--date-format=nonsense", "pattern"));
	}

	private ConfigurableApplicationContext run(String... arguments) {
		return new SpringApplicationBuilder(
				TestChannelBinderConfiguration.getCompleteConfiguration(TimeSourceApplication.class))
			.web(WebApplicationType.NONE)
			.run(arguments);
	}

}
