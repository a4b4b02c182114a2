package io.github.dataflowautoscaler.webhook.policy;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EditTests {

	@Test
	void keepsWhatEachDatabaseKeeps() {
		Edit edit = new Edit(Instant.parse("2026-11-22T07:00:00.123456Z"), "x".repeat(300));
		assertThat(edit).isEqualTo(new Edit(Instant.parse("2026-11-22T07:00:00.123Z"), "x".repeat(255)));
	}

}
