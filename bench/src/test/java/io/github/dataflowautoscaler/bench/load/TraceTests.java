package io.github.dataflowautoscaler.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.dataflowautoscaler.bench.simulation.Rates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TraceTests {

	@TempDir
	Path directory;

	@Test
	void ratesHoldUntilTheNextLine() throws Exception {
		Rates rates = read("seconds,messages_per_second\n100,5\n\n160, 7.5\n# a remark\n200,0\n");
		assertThat(rates.seconds()).isEqualTo(140);
		assertThat(rates.at(0)).isEqualTo(5);
		assertThat(rates.at(59)).isEqualTo(5);
		assertThat(rates.at(60)).isEqualTo(7.5);
		assertThat(rates.at(139)).isZero();
	}

	@Test
	void theHeaderMayBeMissing() throws Exception {
		assertThat(read("0,1\r\n10,2\r\n").seconds()).isEqualTo(20);
	}

	@ParameterizedTest(name = "{1}")
	@CsvSource(delimiter = '|',
			value = { "0,1;10|line 2: '10' has 1 column(s)", "0,1;10,2,3|line 2: '10,2,3' has 3 column(s)",
					"0,1;ten,2|line 2: seconds is 'ten'", "0,1;10,-2|line 2: messages_per_second is '-2'",
					"0,1;10,NaN|line 2: messages_per_second is 'NaN'", "0,1;10,1e99|line 2: messages_per_second is",
					"0,1;10,2;10,3|line 3: second 10 does not come after 10", "time,rate;0,1|line 1: seconds is 'time'",
					"0,1;604801,2|line 2: a trace may last 7 days at most", "0,1|has 1 line(s) with a rate",
					"''|has 0 line(s) with a rate" })
	void errorsNameTheLine(String lines, String message) {
		assertThatExceptionOfType(TraceException.class).isThrownBy(() -> read(lines.replace(';', '\n')))
			.withMessageContaining(message)
			.withMessageContaining("load.csv");
	}

	@Test
	void aFileHasToBeThereAndToBeText() throws IOException {
		Path missing = this.directory.resolve("missing.csv");
		assertThatExceptionOfType(TraceException.class).isThrownBy(() -> Trace.read(missing))
			.withMessageContaining("does not exist");
		Path binary = Files.write(this.directory.resolve("binary.csv"), new byte[] { 48, (byte) 0xff, 10 });
		assertThatExceptionOfType(TraceException.class).isThrownBy(() -> Trace.read(binary))
			.withMessageContaining("not text");
		assertThatExceptionOfType(TraceException.class).isThrownBy(() -> Trace.read(this.directory))
			.withMessageContaining("can't be read");
	}

	private Rates read(String text) throws IOException, TraceException {
		return Trace.read(Files.writeString(this.directory.resolve("load.csv"), text));
	}

}
