package io.github.dataflowautoscaler.webhook.dataflow;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StreamLink} and {@link StreamShape}.
 */
class StreamLinkTests {

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = ';',
			textBlock = """
					s = time | transform | log                            ; s/time>s/transform s/transform>s/log
					s = time --fixed-delay=995 | transform --expression=\\"payload + '|' + 'x'\\" | log ; s/time>s/transform s/transform>s/log
					s = t0: time | t1: transform | t2: transform | log    ; s/t0>s/t1 s/t1>s/t2 s/t2>s/log
					s = time | log-filter | log                           ; s/time>s/log-filter s/log-filter>s/log
					s = time | log // x = :s.time > log                   ; s/time>s/log s/time>x/log
					s = t: time | log // x = :s.t > a: transform | log    ; s/t>s/log s/t>x/a x/a>x/log
					s = time | log // x = :s.log > log                    ; s/time>s/log
					s = time > :orders // x = :orders > transform > :done // y = :done > log ; s/time>x/transform x/transform>y/log
					s = time > :orders // t = http > :orders // x = :orders > log ; s/time>x/log t/http>x/log
					s = time > :orders // x = :orders > log // y = :orders > log  ; s/time>x/log s/time>y/log
					s = time > :orders // x = :s.time > log               ;
					x = :elsewhere > log                                  ;
					s = one || two                                        ;
					s = time | | log                                      ;
					""")
	@DisplayName("case 30: the label is the name; taps, named destinations, fan-in and fan-out make edges")
	void edges(String definitions, String expected) {
		List<StreamShape> shapes = Arrays.stream(definitions.split(" // "))
			.map((definition) -> definition.split(" = ", 2))
			.flatMap((parts) -> StreamShape.parse(parts[0], parts[1].replace("\\\"", "\"")).stream())
			.toList();
		assertThat(StreamLink.between(shapes)).extracting((link) -> link.upstream() + ">" + link.application())
			.containsExactlyInAnyOrder((expected != null) ? expected.split(" ") : new String[0]);
	}

	@ParameterizedTest
	@ValueSource(strings = { "time | | log", "", "time --x='", ":x--a.b=c\\:d > >", ":${x} > log", ":a,b > log",
			":orders > w --group=g: work" })
	@DisplayName("case 65: a definition that can't be parsed has no shape and no properties, whatever the parser throws")
	void noShape(String dsl) {
		assertThat(StreamShape.parse("s", dsl)).isEmpty();
		assertThat(StreamShape.properties(new ApplicationId("s", "time"), dsl)).isEmpty();
	}

	@Test
	@DisplayName("case 65: of several values of one property the last one counts")
	void lastValue() {
		assertThat(StreamShape.properties(new ApplicationId("s", "work"), "time | work --a.b=1 --a.b=2 --a.b=3"))
			.containsOnly(Map.entry("a.b", "3"));
	}

	@Test
	void aDefinitionWithANameThatNoPolicyCanBeForHasNoShape() {
		assertThat(StreamShape.parse("größe", "time | log")).isEmpty();
		assertThat(StreamShape.parse("s", "time | größe: log")).isEmpty();
		assertThat(StreamShape.parse("s", "time | %s: log".formatted("x".repeat(256)))).isEmpty();
	}

}
