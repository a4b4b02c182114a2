package io.github.dataflowautoscaler.demo.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Await}.
 */
class AwaitTests {

	private final List<String> progress = new ArrayList<>();

	private final Await await = new Await((what, since) -> this.progress.add(what));

	@Test
	void tellsWhatItWaitsForUntilItIsThere() {
		this.await.until("tea", Duration.ofMinutes(1), () -> this.progress.size() == 2);
		assertThat(this.progress).containsExactly("tea", "tea");
	}

	@Test
	void givesUpAndSaysWhatWasAwaitedAndWhatFailed() {
		assertThatIllegalStateException().isThrownBy(() -> this.await.until("tea", Duration.ZERO, () -> {
			throw new UncheckedIOException(new IOException("no water"));
		})).withMessageContaining("tea").withMessageContaining("no water");
	}

}
