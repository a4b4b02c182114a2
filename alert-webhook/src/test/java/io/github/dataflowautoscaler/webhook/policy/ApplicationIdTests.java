package io.github.dataflowautoscaler.webhook.policy;

import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ApplicationId}.
 */
class ApplicationIdTests {

	@ParameterizedTest
	@ValueSource(strings = { "s", "scale-test_2$", "0", "azAZ09" })
	void aNameHasLettersDigitsAndThreeOtherCharacters(String name) {
		assertThat(ApplicationId.isName(name)).isTrue();
		assertThat(new ApplicationId(name, name)).hasToString(name + "/" + name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a/../../tasks", "{x}", "%2e%2e", "a\r\nb", "é", "a b", "/", ":", "@", "[", "`" })
	@DisplayName("case 14: what Data Flow can't have given is no name, and an address of it can't be built")
	void noName(String name) {
		assertThat(ApplicationId.isName(name)).isFalse();
		assertThatIllegalArgumentException().isThrownBy(() -> new ApplicationId(name, "log"))
			.withMessageMatching("The stream name '[^\\p{Cntrl}]*' is not valid in Data Flow");
		assertThatIllegalArgumentException().isThrownBy(() -> new ApplicationId("scaletest", name))
			.withMessageMatching("The application name '[^\\p{Cntrl}]*' is not valid in Data Flow");
	}

	@Test
	@DisplayName("case 14: the message about a long name is short")
	void longName() {
		assertThat(ApplicationId.isName("x".repeat(255))).isTrue();
		assertThatIllegalArgumentException().isThrownBy(() -> new ApplicationId("x".repeat(256), "log"))
			.withMessage("The stream name '%s…' is not valid in Data Flow", "x".repeat(80));
		assertThatIllegalArgumentException().isThrownBy(() -> new ApplicationId("/".repeat(80), "log"))
			.withMessage("The stream name '%s' is not valid in Data Flow", "/".repeat(80));
	}

	@Test
	@DisplayName("case 29: names that contain one another are different, and sorted by stream first")
	void order() {
		assertThat(Stream.of("b/log", "a/time", "a/log-filter", "a/log").map(ApplicationIdTests::id).sorted())
			.containsExactly(id("a/log"), id("a/log-filter"), id("a/time"), id("b/log"));
	}

	private static ApplicationId id(String text) {
		return new ApplicationId(text.substring(0, 1), text.substring(2));
	}

}
