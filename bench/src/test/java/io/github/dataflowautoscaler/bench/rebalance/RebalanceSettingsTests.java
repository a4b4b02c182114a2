package io.github.dataflowautoscaler.bench.rebalance;

import java.nio.file.Path;
import java.util.List;

import io.github.dataflowautoscaler.bench.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RebalanceSettings}.
 */
class RebalanceSettingsTests {

	private static final Path OUTPUT = Path.of("target");

	@Test
	void whatIsLeftOutHasADefault() throws UsageException {
		assertThat(RebalanceSettings.parse(List.of(), OUTPUT))
			.isEqualTo(new RebalanceSettings(9, List.of(Protocol.values()), OUTPUT, false));
		assertThat(RebalanceSettings.parse(List.of("--protocol", "eager", "--rounds", "2", "--output", "x"), OUTPUT))
			.isEqualTo(new RebalanceSettings(2, List.of(Protocol.EAGER), Path.of("x"), false));
	}

	@ParameterizedTest
	@CsvSource({ "--rounds 0,--rounds is '0'; it must be a whole number from 1 to 1000",
			"--rounds many,--rounds is 'many'; it must be a whole number from 1 to 1000",
			"--rounds,--rounds needs a value",
			"--round 1,There is no option '--round'; bench/rebalance --help lists them",
			"--rounds 1 --rounds 2,--rounds is given twice" })
	void whatIsWrongIsNamed(String arguments, String fault) {
		assertThatExceptionOfType(UsageException.class)
			.isThrownBy(() -> RebalanceSettings.parse(List.of(arguments.split(" ")), OUTPUT))
			.withMessage(fault);
	}

	@Test
	void aProtocolThatThereIsNotIsNamed() {
		assertThatExceptionOfType(UsageException.class)
			.isThrownBy(() -> RebalanceSettings.parse(List.of("--protocol", "lazy"), OUTPUT))
			.withMessage("There is no protocol 'lazy'; there are eager, cooperative, consumer");
	}

}
