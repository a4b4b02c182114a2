package io.github.dataflowautoscaler.streamapps.time;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.integration.scheduling.PollerMetadata;

/**
 * The source {@code time}: sends the current time, one message per fixed delay.
 */
@SpringBootApplication
@EnableConfigurationProperties(TriggerProperties.class)
public class TimeSourceApplication {

	/** Bounded, so that a pace which cannot be kept leaves room for a shutdown. */
	private static final int MESSAGES_PER_POLL = 10_000;

	public static void main(String[] args) {
		SpringApplication.run(TimeSourceApplication.class, args);
	}

	@Bean
	Pace pace(TriggerProperties trigger) {
		return new Pace(trigger.delay(), trigger.firstDelay(), System::nanoTime);
	}

	@Bean
	Supplier<String> time(Pace pace, TriggerProperties trigger) {
		DateTimeFormatter formatter = trigger.formatter();
		// Null, where no message is due, ends the poll.
		return () -> pace.takeDue() ? formatter.format(ZonedDateTime.now()) : null;
	}

	@Bean(PollerMetadata.DEFAULT_POLLER)
	PollerMetadata poller(Pace pace) {
		// Wakes up when a message is due, then sends all that are: at tens of thousands
		// a second, a wake-up for each would be more than a machine can do.
		PollerMetadata poller = new PollerMetadata();
		poller.setTrigger((context) -> context.getClock().instant().plus(pace.untilDue()));
		poller.setMaxMessagesPerPoll(MESSAGES_PER_POLL);
		return poller;
	}

}
