package io.github.dataflowautoscaler.webhook.status;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Bottleneck}. An application is written as its name, its input per
 * second, its busy share and its lag.
 */
class BottleneckTests {

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = ';', textBlock = """
			all keep up                     ; a,10,0.8,5 b,10,0.5,250       ; -
			messages wait                   ; a,10,0.8,5 b,10,0.5,350       ; b
			no time left                    ; a,10,0.96,5 b,10,0.5,0        ; a
			the longest wait, not the most  ; a,1000,1,40000 b,10,0.9,1000  ; b
			busier of two that wait alike   ; a,10,0.7,600 b,10,0.9,600     ; b
			nothing is taken in             ; a,0,?,100 b,10,0.9,0          ; a
			nothing is known                ; a,?,?,? b,?,?,?               ; -
			""")
	void itIsTheOneWhoseMessagesWaitLongest(String name, String stream, String expected) {
		Map<ApplicationId, Measures> measures = new LinkedHashMap<>();
		Stream.of(stream.split(" "))
			.map((application) -> application.split(","))
			.forEach((values) -> measures.put(new ApplicationId("s", values[0]), new Measures(1, null, null, null,
					number(values[1]), null, null, number(values[2]), number(values[3]), null, Map.of(), null)));
		assertThat(Bottleneck.of(measures).map(ApplicationId::application).orElse("-")).isEqualTo(expected);
	}

	private static Double number(String text) {
		return text.equals("?") ? null : Double.valueOf(text);
	}

}
