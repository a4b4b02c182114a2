package io.github.dataflowautoscaler.webhook.histories;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The histories find the faults for which they are there: each within a minute, from its
 * seed on. {@code histories.faults.from=1} looks for it with all seeds.
 */
@ExtendWith(Silence.class)
class PlantedFaultsTests {

	private static final Long FROM = Long.getLong("histories.faults.from");

	static List<PlantedFault> faults() throws IOException {
		return PlantedFault.all();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("faults")
	void aPlantedFaultIsFound(PlantedFault fault) throws Exception {
		FaultyClasses classes = new FaultyClasses(fault);
		long from = (FROM != null) ? FROM : fault.seed();
		long begin = System.nanoTime();
		Optional<Long> found = classes.firstBroken(from, Long.MAX_VALUE / 2, TimeUnit.MINUTES.toNanos(1));
		assertThat(found).withFailMessage("%s was not found within a minute", fault).isPresent();
		System.out.printf("%s: seed %s after %.1f s%n", fault, found.get(), (System.nanoTime() - begin) / 1e9);
	}

}
