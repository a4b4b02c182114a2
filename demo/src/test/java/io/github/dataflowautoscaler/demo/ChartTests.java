package io.github.dataflowautoscaler.demo;

import java.time.Duration;

import io.github.dataflowautoscaler.demo.Chart.Sample;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Chart}.
 */
class ChartTests {

	@Test
	void aJumpOfTheLoadAndTheInstancesThatFollowIt() {
		Chart chart = new Chart();
		for (int second = 0; second <= 66; second++) {
			boolean high = second > 22;
			boolean scaled = second > 44;
			chart
				.add(new Sample(Duration.ofSeconds(second), high ? 24 : 3, scaled ? 24 : high ? 9 : 3, scaled ? 3 : 1));
		}
		assertThat(String.join("\n", chart.lines())).isEqualTo("""
				  messages/s:  . arrival  # input
				       24 |                      ......................######################
				          |                      ......................######################
				          |                      ......................######################
				          |                      ......................######################
				          |                      ......................######################
				          |                      ############################################
				          |                      ############################################
				          |##################################################################
				instances |111111111111111111111111111111111111111111113333333333333333333333
				           0:00                                                          1:06""");
	}

	@Test
	void manyInstancesAndNoSamplesFit() {
		Chart chart = new Chart();
		assertThat(chart.lines()).isEmpty();
		chart.add(new Sample(Duration.ofSeconds(5), 0, 0, 12));
		assertThat(chart.lines()).hasSize(11)
			.allMatch((line) -> line.length() <= 80)
			.anyMatch((line) -> line.contains("|+++"));
	}

}
