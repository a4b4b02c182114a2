package io.github.dataflowautoscaler.webhook.installation;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Selector}.
 */
class SelectorTests {

	private final Selector selector = Selector.parse("namespace=\"prod\", cluster=\"eu/1\"");

	@Test
	void keepsTheOrderInWhichItWasGiven() {
		assertThat(this.selector.labels()).containsExactly(Map.entry("namespace", "prod"),
				Map.entry("cluster", "eu/1"));
		assertThat(this.selector).hasToString("namespace=\"prod\",cluster=\"eu/1\"");
		assertThat(Selector.parse(this.selector.toString())).isEqualTo(this.selector);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " " })
	void withoutTextEverythingIsOurs(String text) {
		Selector all = Selector.parse(text);
		assertThat(all.isEmpty()).isTrue();
		assertThat(all.in("a{b=\"c\"} and d{}")).isEqualTo("a{b=\"c\"} and d{}");
		assertThat(all.mismatch((label) -> "other")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "namespace", "namespace=prod", "namespace=~\"prod\"", "namespace!=\"prod\"",
			"namespace=\"\"", "namespace=\"a\" \"b\"", "namespace=\"a\",", "{namespace=\"a\"}", "__name__=\"a\"",
			"namespace='a'", "namespace=\"a\\\"b\"", "namespace=\"{{a}}\"", "namespace=\"a\"\nb=\"c\"" })
	void isLabelsAndTheirValuesAndNothingElse(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Selector.parse(text))
			.withMessage("autoscale.prometheus.selector is '%s'; it must be label=\"value\" pairs such as"
					+ " namespace=\"prod\", separated by commas", text);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '\'', delimiter = '|', textBlock = """
			scale="up"                       | scale
			job="x"                          | job
			namespace="a", namespace="b"     | namespace
			""")
	void hasNoLabelThatHasAMeaningAlready(String text, String label) {
		assertThatIllegalArgumentException().isThrownBy(() -> Selector.parse(text))
			.withMessageContaining("the label %s can't be in it", label);
	}

	@Test
	void isPutIntoEachVectorSelector() {
		assertThat(this.selector.in("a{b=\"c\"} and d{}"))
			.isEqualTo("a{namespace=\"prod\",cluster=\"eu/1\",b=\"c\"} and d{namespace=\"prod\",cluster=\"eu/1\",}");
	}

	@Test
	void saysWhyALabelIsNotItsOwn() {
		Map<String, String> ours = this.selector.labels();
		assertThat(this.selector.mismatch((label) -> ours.getOrDefault(label, ""))).isEmpty();
		assertThat(this.selector.mismatch((label) -> label.equals("cluster") ? "us" : ours.get(label)))
			.contains("the label cluster is \"us\", not \"eu/1\"");
		assertThat(this.selector.mismatch((label) -> "")).contains("the label namespace is missing, not \"prod\"");
	}

}
