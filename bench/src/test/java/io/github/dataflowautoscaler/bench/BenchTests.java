package io.github.dataflowautoscaler.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class BenchTests {

	@TempDir
	Path directory;

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@Test
	void aTraceBecomesATableAFileAndAPlot() throws IOException {
		Path trace = Files.writeString(this.directory.resolve("mine & yours.csv"),
				"0,100\n600,900\n1200,200\n1800,200\n");
		int exit = run("--trace", trace.toString(), "--controller", "hpa", "--max", "8", "--output",
				this.directory.resolve("out").toString());
		assertThat(exit).isZero();
		assertThat(this.out.toString()).contains("oracle").contains("hpa").doesNotContain("flink");
		JsonNode load = JsonMapper.builder()
			.build()
			.readTree(Files.readString(this.directory.resolve("out/results.json")))
			.get("loads")
			.get(0);
		assertThat(load.propertyNames()).containsExactly("name", "durationSeconds", "oracleInstanceHours",
				"controllers");
		assertThat(load.get("durationSeconds").asInt()).isEqualTo(2400);
		assertThat(load.get("controllers").get(1).propertyNames()).containsExactly("name", "actions", "reversals",
				"wrongDirectionActions", "instanceHours", "underProvisioningPercent", "overProvisioningPercent",
				"underProvisionedTimePercent", "overProvisionedTimePercent", "backlogOver30sTimePercent",
				"worstBacklogSeconds", "settlingSeconds");
		assertThat(load.get("oracleInstanceHours")).isEqualTo(load.get("controllers").get(0).get("instanceHours"));
		assertThat(this.directory.resolve("out/mine___yours.svg")).content()
			.startsWith("<svg")
			.contains("demand", "oracle", "hpa", "instances", "backlog, s");
	}

	@Test
	void helpListsTheOptions() throws IOException {
		assertThat(run("--help")).isZero();
		assertThat(this.out.toString()).contains("--trace FILE.csv", "--check", "--controller NAME");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', value = { "--loads x|There is no option '--loads'", "--load|--load needs a value",
			"--load nothing|There is no load 'nothing'; there are recipe-step",
			"--check --load cosine|There is no load 'cosine'; there are check-step",
			"--controller me|There is no controller 'me'; there are static-min",
			"--load cosine --load ramp|--load is given twice",
			"--days --check|--days has loads and policies of its own",
			"--targets --controller hpa|--targets has controllers of its own",
			"--capacity 5|--capacity belongs to a --trace", "--trace x.csv --check|leave out --check",
			"--trace x.csv --max 2.5|--max is '2.5'", "--trace x.csv --capacity zero|--capacity is 'zero'",
			"--trace x.csv --partitions -1|--partitions is '-1'", "--trace nowhere.csv|nowhere.csv does not exist" })
	void mistakesAreNamed(String arguments, String message) throws IOException {
		assertThat(run(arguments.split(" "))).isEqualTo(2);
		assertThat(this.err.toString()).startsWith("bench/run: ").contains(message);
		assertThat(this.out.toString()).isEmpty();
	}

	private int run(String... arguments) throws IOException {
		return Bench.run(List.of(arguments), new PrintStream(this.out), new PrintStream(this.err));
	}

}
