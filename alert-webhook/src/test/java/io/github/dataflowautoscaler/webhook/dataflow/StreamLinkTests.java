package io.github.dataflowautoscaler.webhook.dataflow;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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
		assertThat(links(definitions, (id) -> true)).containsExactlyInAnyOrder(list(expected));
	}

	@ParameterizedTest(name = "{0} without {1}")
	@CsvSource(delimiter = ';', textBlock = """
			s = time > :orders // t = http > :orders // x = :orders > log ; t/http        ; s/time>x/log
			s = time > :orders // t = http > :orders // x = :orders > log ; t/http s/time ;
			s = time | work | log // x = :s.time > a                      ; s/time        ; s/work>s/log
			s = time | work | log // x = :s.time > a                      ; x/a           ; s/time>s/work s/work>s/log
			""")
	@DisplayName("case 64: an application that has no instances makes no edge, and the others still count")
	void runningOnly(String definitions, String absent, String expected) {
		assertThat(links(definitions, (id) -> !List.of(list(absent)).contains(id.toString())))
			.containsExactlyInAnyOrder(list(expected));
	}

	private static List<String> links(String definitions, Predicate<ApplicationId> running) {
		List<StreamShape> shapes = Arrays.stream(definitions.split(" // "))
			.map((definition) -> definition.split(" = ", 2))
			.flatMap((parts) -> StreamShape.parse(parts[0], parts[1].replace("\\\"", "\"")).stream())
			.toList();
		Set<ApplicationId> ids = shapes.stream()
			.flatMap((shape) -> shape.applications().stream().map((name) -> new ApplicationId(shape.stream(), name)))
			.filter(running)
			.collect(Collectors.toSet());
		return StreamLink.between(shapes, ids)
			.stream()
			.map((link) -> link.upstream() + ">" + link.application())
			.toList();
	}

	private static String[] list(String words) {
		return (words != null) ? words.split(" ") : new String[0];
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = ';',
			textBlock = """
					s = time | work --I=elsewhere | log // x = src > :elsewhere           ; s/work>s/log x/src>s/work
					s = time --O=elsewhere | log // x = :elsewhere > a // y = :s.time > b ; s/time>x/a
					s = time > :orders // x = :orders > work --I=elsewhere                ;
					s = time > :orders // x = :orders > work --I=a --I=orders             ; s/time>x/work
					s = time | work --spring.cloud.stream.bindings.Input.Destination=a // x = src > :a ; x/src>s/work
					s = time | work --SPRING_CLOUD_STREAM_BINDINGS_INPUT_DESTINATION=a // x = src > :a ; x/src>s/work
					s = time | work --I=s.time,a // x = src > :a                          ; s/time>s/work x/src>s/work
					s = time --O=a,b | work // x = :a > log                               ;
					s = time | work --I=${topic}                                          ;
					s = time --O='#{topic}' | work                                        ;
					s = time | work --spring.cloud.stream.kafka.bindings.input.consumer.destination-is-pattern=true   ;
					s = time | work --spring.cloud.stream.kafka.bindings.input.consumer.destinationIsPattern=false    ; s/time>s/work
					""")
	@DisplayName("case 65: an edge goes from the producer's destination as deployed to the consumer's")
	void destinationsAsDeployed(String definitions, String expected) {
		String dsl = definitions.replace("--I=", "--spring.cloud.stream.bindings.input.destination=")
			.replace("--O=", "--spring.cloud.stream.bindings.output.destination=");
		assertThat(links(dsl, (id) -> true)).containsExactlyInAnyOrder(list(expected));
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '>', textBlock = """
			--B.f-in-0.destination=orders                                              > true
			--B.f-out-0.destination=orders                                             > false
			--B.drinks.destination=orders                                              > false
			--B.drinks.destination=orders --B.drinks.group=g                           > true
			--B.drinks.destination=orders --B.drinks.consumer.concurrency=2            > true
			--B.drinks.destination=orders --B.Drinks.producer.partition-count=2        > false
			--B.drinks.destination=orders --B.drinks.group=g --B.drinks.producer.a=2   > false
			--B.drinks.destination=orders --spring.cloud.stream.kafka.bindings.drinks.consumer.ackMode=RECORD > true
			--B.drinks.destination=orders --spring.cloud.stream.function.bindings.f-in-0=drinks   > true
			--B.drinks.destination=orders --spring.cloud.stream.function.bindings.f-out-0=drinks  > false
			--B.drinks.destination=orders --spring.cloud.stream.input-bindings='food;drinks'      > true
			--B.drinks.destination=orders --spring.cloud.stream.inputBindings=drinks              > true
			--B.drinks.destination=orders --spring.cloud.stream.output-bindings=drinks            > false
			""")
	@DisplayName("case 65: a binding reads or writes as its name or another property tells, also where nothing is piped")
	void directions(String properties, boolean reads) {
		String app = "app " + properties.replace("--B.", "--spring.cloud.stream.bindings.");
		List<String> links = links("s = time > :orders // x = other || " + app, (id) -> true);
		assertThat(links).isEqualTo(reads ? List.of("s/time>x/app") : List.of());
	}

	@Test
	@DisplayName("case 65: the outputs of functions make edges to several inputs")
	void severalBindings() {
		assertThat(
				links("""
						s = a --spring.cloud.stream.bindings.f-out-0.destination=x \
						--spring.cloud.stream.bindings.f-out-1.destination=y || b \
						--spring.cloud.stream.bindings.g-in-0.destination=x --spring.cloud.stream.bindings.g-in-1.destination=y \
						|| c --spring.cloud.stream.bindings.h-in-0.destination=y""",
						(id) -> true))
			.containsExactlyInAnyOrder("s/a>s/b", "s/a>s/c");
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
