package io.github.dataflowautoscaler.streamapps.time;

import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When {@code time} sends a message, and what it looks like.
 *
 * @param fixedDelay time between two messages, in time units. Kept on average, also where
 * timers are too coarse for it: a thousand a second at 1000 MICROSECONDS
 * @param initialDelay time before the first message, in time units
 * @param timeUnit unit of the delays
 * @param dateFormat pattern of the time, as java.time's DateTimeFormatter takes it
 */
@Validated
@ConfigurationProperties("trigger")
record TriggerProperties(@DefaultValue("1") @Positive long fixedDelay,
		@DefaultValue("0") @PositiveOrZero long initialDelay, @DefaultValue("SECONDS") TimeUnit timeUnit,
		@DefaultValue("MM/dd/yy HH:mm:ss") String dateFormat) {

	TriggerProperties {
		// A bad pattern is told at start-up, not with the first message.
		DateTimeFormatter.ofPattern(dateFormat);
	}

	Duration delay() {
		return Duration.of(this.fixedDelay, this.timeUnit.toChronoUnit());
	}

	Duration firstDelay() {
		return Duration.of(this.initialDelay, this.timeUnit.toChronoUnit());
	}

	DateTimeFormatter formatter() {
		return DateTimeFormatter.ofPattern(this.dateFormat);
	}

}
