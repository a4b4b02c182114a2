package io.github.dataflowautoscaler.webhook.decision;

import java.time.Instant;
import java.util.List;

import io.github.dataflowautoscaler.webhook.decision.Changes.Change;
import io.github.dataflowautoscaler.webhook.decision.Changes.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Changes}.
 */
class ChangesTests {

	private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

	private static final Change OUT = change(90, 1, 3);

	private static final Change FURTHER_OUT = change(60, 3, 4);

	private static final Change IN = change(30, 4, 2);

	@Test
	void theLastScaleOutIsTheLatestOneWhateverCameAfterIt() {
		assertThat(new Changes(List.of(OUT, FURTHER_OUT, IN)).lastScaleOut()).isEqualTo(FURTHER_OUT.at());
		assertThat(new Changes(List.of(IN)).lastScaleOut()).isNull();
		assertThat(Changes.NONE.lastScaleOut()).isNull();
	}

	@Test
	void theLastChangeIsOfEitherDirection() {
		assertThat(new Changes(List.of(OUT, IN)).last()).isEqualTo(IN.at());
		assertThat(Changes.NONE.last()).isNull();
	}

	@Test
	void onlyAChangeOfDirectionWithinTheHourIsAReversal() {
		assertThat(new Changes(List.of(OUT, FURTHER_OUT)).reversals(NOW)).isZero();
		assertThat(new Changes(List.of(OUT, FURTHER_OUT, IN)).reversals(NOW)).isEqualTo(1);
		assertThat(new Changes(List.of(change(3600, 2, 1), OUT, IN)).reversals(NOW)).isEqualTo(1);
		assertThat(new Changes(List.of(change(3599, 2, 1), OUT, IN)).reversals(NOW)).isEqualTo(2);
	}

	@Test
	@DisplayName("case 32: what was taken back counts until another change succeeded, and not if it is not the last one")
	void takenBack() {
		Change failed = new Change(NOW.minusSeconds(60), 1, 3, Kind.FAILED);
		Change takenBack = new Change(NOW.minusSeconds(50), 3, 1, Kind.TAKEN_BACK);
		assertThat(new Changes(List.of(failed, takenBack, failed, takenBack)).takenBack()).isEqualTo(2);
		assertThat(new Changes(List.of(takenBack, failed, takenBack)).takenBack()).isEqualTo(2);
		assertThat(new Changes(List.of(takenBack, OUT, failed, takenBack)).takenBack()).isEqualTo(1);
		assertThat(new Changes(List.of(takenBack, failed)).takenBack()).isZero();
		assertThat(new Changes(List.of(takenBack, OUT)).takenBack()).isZero();
	}

	private static Change change(long secondsAgo, int from, int to) {
		return new Change(NOW.minusSeconds(secondsAgo), from, to);
	}

}
