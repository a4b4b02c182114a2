package io.github.dataflowautoscaler.webhook.doctor;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy.Origin;
import io.github.dataflowautoscaler.webhook.policy.WindowSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link ScheduleCheck}.
 */
class ScheduleCheckTests {

	private final ScheduleCheck check = new ScheduleCheck(
			Clock.fixed(Instant.parse("2026-11-27T09:00:00Z"), ZoneOffset.UTC));

	@Test
	void whatIsInForceIsTold() {
		assertThat(examine(window("office", "08:00", "18:00")))
			.extracting(Finding::subject, Finding::status, Finding::message)
			.containsExactly(tuple("scaletest/transform", Status.OK,
					"The window 'office' is in force until 2026-11-27T18:00:00Z"));
		assertThat(examine(window("night", "22:00", "06:00"))).extracting(Finding::message)
			.containsExactly("No window is in force until 2026-11-27T22:00:00Z");
		assertThat(examine()).isEmpty();
	}

	@Test
	void whatIsHiddenIsTold() {
		assertThat(examine(window("day", "00:00", "00:00"), window("noon", "12:00", "13:00")))
			.extracting(Finding::status, Finding::message)
			.containsExactly(tuple(Status.WARNING,
					"Not in force within a year: noon (mon-sun 12:00 to 13:00 UTC: minInstances 2)"));
	}

	private List<Finding> examine(WindowSettings... schedule) {
		PolicySettings settings = new PolicySettings(1, 4, null, null, null, null, null, null, null, null, null, null,
				null, null, List.of(schedule), null, null, null);
		return this.check.examine(List.of(new StoredPolicy(new ApplicationId("scaletest", "transform"),
				settings.toPolicy(), Origin.CONFIGURATION, 0, null)));
	}

	private static WindowSettings window(String name, String from, String to) {
		return new WindowSettings(name, "UTC", null, from, to, null, null, 2, null, null, null, null);
	}

}
