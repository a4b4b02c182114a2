package io.github.dataflowautoscaler.webhook.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.dataflow.Bindings;
import io.github.dataflowautoscaler.webhook.dataflow.StreamShape;
import io.github.dataflowautoscaler.webhook.page.Flow.Node;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Flow}. An application is written as what it reads, its name, and what
 * it writes.
 */
class FlowTests {

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = ';',
			textBlock = """
					pipe         ; s=-,a,s.a s.a,b,-                                   ; s/a>s/b
					tap of it    ; s=-,a,s.a s.a,b,- // x=s.a,log,-                    ; s/a>s/b s/a>x/log
					tap          ; s=x.a,b,- // x=-,a,x.a x.a,log,-                    ; x/a>s/b
					lost tap     ; s=x.a,b,-                                           ; :x.a>s/b
					topic        ; s=-,a,orders                                        ; s/a>:orders
					from a topic ; s=orders,a,-                                        ; :orders>s/a
					fan-in       ; s=orders,a,- // t=-,http,orders // u=-,time,orders  ; t/http>:orders u/time>:orders :orders>s/a
					two topics   ; s=one+two,a,-                                       ; :one>s/a :two>s/a
					beside it    ; s=-,a,s.a s.a,b,- // x=-,a,x.a x.a,b,-              ; s/a>s/b
					""")
	void messagesPassThroughPipesTapsAndDestinations(String name, String streams, String expected) {
		List<StreamShape> shapes = Stream.of(streams.split(" // ")).map(FlowTests::shape).toList();
		List<ApplicationId> own = shapes.get(0)
			.applications()
			.stream()
			.map((app) -> new ApplicationId("s", app))
			.toList();
		Flow flow = Flow.of("s", own, shapes);
		assertThat(flow.links().stream().map((link) -> text(link.from()) + ">" + text(link.to())))
			.containsExactlyInAnyOrder(expected.split(" "));
		assertThat(flow.nodes().stream().limit(own.size()).map(Node::id)).isEqualTo(own);
	}

	private static String text(Node node) {
		return (node.id() != null) ? node.id().toString() : ":" + node.name();
	}

	private static StreamShape shape(String text) {
		String[] parts = text.split("=");
		Map<String, Bindings> bindings = new LinkedHashMap<>();
		for (String application : parts[1].split(" ")) {
			String[] ends = application.split(",");
			bindings.put(ends[1], new Bindings(names(ends[0]), names(ends[2])));
		}
		return new StreamShape(parts[0], bindings, Map.of(), null);
	}

	private static Set<String> names(String text) {
		return text.equals("-") ? Set.of() : Set.of(text.split("\\+"));
	}

}
