package io.github.dataflowautoscaler.demo;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Timeline}.
 */
class TimelineTests {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	@Test
	void rewritesTheLastLineOnATerminal() {
		Timeline timeline = new Timeline(new PrintStream(this.out), 80);
		timeline.progress("tea", Duration.ofSeconds(3), "[0 cups]");
		timeline.progress("tea", Duration.ofSeconds(4), "[0 cups]");
		timeline.event("Tea is ready");
		assertThat(this.out.toString().split("\r\u001b\\[K")).containsExactly("",
				" 0:00  ... waiting   3 s for tea  [0 cups]", " 0:00  ... waiting   4 s for tea  [0 cups]",
				" 0:00  Tea is ready" + System.lineSeparator());
	}

	@Test
	void keepsTheLastLineShorterThanTheTerminal() {
		Timeline timeline = new Timeline(new PrintStream(this.out), 20);
		timeline.progress("tea", Duration.ofSeconds(3), "[0 cups]");
		assertThat(this.out.toString()).isEqualTo("\r\u001b[K 0:00  ... waiting");
	}

	@Test
	void writesPlainLinesNowAndThenElsewhere() {
		Timeline timeline = new Timeline(new PrintStream(this.out), 0);
		timeline.event("The water boils");
		timeline.progress("tea", Duration.ofSeconds(3), "[0 cups]");
		assertThat(this.out.toString()).isEqualTo(" 0:00  The water boils" + System.lineSeparator());
	}

}
