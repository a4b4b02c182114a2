package io.github.dataflowautoscaler.webhook.page;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.page.Layers.Layer;
import io.github.dataflowautoscaler.webhook.page.Layers.Line;
import io.github.dataflowautoscaler.webhook.page.Layers.Link;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link Layers}. A layer is written as its rows from top to bottom, with a dot
 * where a link passes by.
 */
class LayersTests {

	@ParameterizedTest(name = "{0}: {2}")
	@CsvSource(delimiter = ';', textBlock = """
			one                  ; a           ;                         ; a
			chain                ; a b c       ; a>b b>c                 ; a | b | c
			order of the links   ; a b c       ; b>c a>b                 ; a | b | c
			tap                  ; a b c t     ; a>b b>c a>t             ; a | b t | c
			two taps of a sink   ; a b t u     ; a>b b>t b>u             ; a | b | t u
			fan-in               ; a b c       ; a>c b>c                 ; a b | c
			late fan-in          ; a b c x     ; a>b b>c x>c             ; a | b x | c
			longest way counts   ; a b c d     ; a>b b>c c>d a>d         ; a | b . | c . | d
			passing beside a tap ; a b c t d   ; a>b b>c c>d a>t a>d     ; a | b t . | c . | d
			side by side         ; a b         ;                         ; a b
			circle               ; a b         ; a>b b>a                 ; a | b
			circle of one        ; a           ; a>a                     ; a
			entry into a circle  ; x a b       ; x>a a>b b>a             ; x | a | b
			""")
	void everyLinkLeadsToALaterLayer(String name, String nodes, String links, String expected) {
		assertThat(text(Layers.of(words(nodes), links(links)))).isEqualTo(expected);
	}

	@Test
	void linesLeadFromRowToRow() {
		List<Layer<String>> layers = Layers.of(words("a b c d"), links("a>b b>c c>d a>d"));
		assertThat(layers.get(0).lines()).isEmpty();
		assertThat(layers.get(1).lines()).extracting(Line::from, Line::to, Line::last)
			.containsExactly(tuple(0, 0, true), tuple(0, 1, false));
		assertThat(layers.get(3).lines()).extracting(Line::from, Line::to, Line::last, Line::own)
			.containsExactlyInAnyOrder(tuple(0, 0, true, 0), tuple(1, 0, true, 1));
	}

	@Test
	void ofNothingThereIsNothing() {
		assertThat(Layers.of(List.of(), List.of())).isEmpty();
	}

	private static String text(List<Layer<String>> layers) {
		return layers.stream()
			.map((layer) -> layer.slots().stream().map((slot) -> slot.orElse(".")).collect(Collectors.joining(" ")))
			.collect(Collectors.joining(" | "));
	}

	private static List<Link<String>> links(String text) {
		return words(text).stream().map((link) -> link.split(">")).map((ends) -> new Link<>(ends[0], ends[1])).toList();
	}

	private static List<String> words(String text) {
		return (text != null) ? Stream.of(text.split(" ")).toList() : List.of();
	}

}
