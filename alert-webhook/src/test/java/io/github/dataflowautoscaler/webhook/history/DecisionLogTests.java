package io.github.dataflowautoscaler.webhook.history;

import java.time.Instant;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.decision.Reason;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Cause;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Counts;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DecisionLog}.
 */
class DecisionLogTests {

	private final Logger logger = (Logger) LoggerFactory.getLogger("autoscale.decisions");

	private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

	private final DecisionLog log = new DecisionLog();

	@BeforeEach
	void listen() {
		this.lines.start();
		this.logger.addAppender(this.lines);
	}

	@AfterEach
	void listenNoMore() {
		this.logger.detachAppender(this.lines);
	}

	@Test
	@DisplayName("case 41: that more instances don't help is said once, and once more when it begins anew")
	void ineffective() {
		record("transform", Outcome.HELD, Reason.INEFFECTIVE);
		record("transform", Outcome.HELD, Reason.INEFFECTIVE);
		record("log", Outcome.HELD, Reason.INEFFECTIVE);
		assertThat(warnings()).containsExactly("s/transform 1 -> 1 HELD [INEFFECTIVE] because",
				"s/log 1 -> 1 HELD [INEFFECTIVE] because");
		record("transform", Outcome.HELD, Reason.ENOUGH);
		record("transform", Outcome.HELD, Reason.INEFFECTIVE);
		assertThat(warnings()).hasSize(3);
	}

	@Test
	@DisplayName("case 45: saturated at the maximum is one line an episode")
	void atMaximum() {
		record("transform", Outcome.HELD, Reason.AT_MAXIMUM);
		record("transform", Outcome.HELD, Reason.AT_MAXIMUM);
		assertThat(warnings()).containsExactly("s/transform 1 -> 1 HELD [AT_MAXIMUM] because");
	}

	@Test
	void whatElseIsHeldIsNoWarningAndWhatFailsIsOneEachTime() {
		record("transform", Outcome.HELD, Reason.COOLDOWN);
		record("transform", Outcome.SUCCEEDED, Reason.SCALE_OUT);
		assertThat(warnings()).isEmpty();
		record("transform", Outcome.FAILED, Reason.SCALE_OUT);
		record("transform", Outcome.FAILED, Reason.SCALE_OUT);
		assertThat(warnings()).hasSize(2);
	}

	@Test
	void whatIsDecidedIsALineAndWhatIsHeldAgainForTheSameReasonIsNone() {
		record("transform", Outcome.HELD, Reason.COOLDOWN);
		record("transform", Outcome.HELD, Reason.COOLDOWN);
		record("transform", Outcome.HELD, Reason.ENOUGH);
		record("transform", Outcome.IN_PROGRESS, Reason.SCALE_OUT);
		record("transform", Outcome.SUCCEEDED, Reason.SCALE_OUT);
		assertThat(lines(Level.INFO)).containsExactly("s/transform 1 -> 1 HELD [COOLDOWN] because",
				"s/transform 1 -> 1 HELD [ENOUGH] because", "s/transform 1 -> 1 IN_PROGRESS [SCALE_OUT] because",
				"s/transform 1 -> 1 SUCCEEDED [SCALE_OUT] because");
	}

	private void record(String application, Outcome outcome, Reason reason) {
		Cause cause = new Cause(new ApplicationId("s", application), "1", "HighThroughputDifference", Direction.OUT);
		this.log.log(new HistoryEntry(1, cause, Instant.EPOCH, outcome, reason.name(), "because", new Counts(1, 2, 1),
				Instant.EPOCH, null, null));
	}

	private List<String> warnings() {
		return lines(Level.WARN);
	}

	private List<String> lines(Level level) {
		return this.lines.list.stream()
			.filter((line) -> line.getLevel() == level)
			.map(ILoggingEvent::getFormattedMessage)
			.toList();
	}

}
