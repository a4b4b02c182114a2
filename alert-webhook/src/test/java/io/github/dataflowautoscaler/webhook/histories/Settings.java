package io.github.dataflowautoscaler.webhook.histories;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.WindowSettings;

/**
 * Policies as operators set them.
 */
final class Settings {

	private Settings() {
	}

	static Policy draw(SplittableRandom random) {
		int min = 1 + random.nextInt(2);
		int max = min + 1 + random.nextInt(4);
		String strategy = (random.nextInt(5) == 0) ? "step" : "rate";
		Integer scaleInBy = (random.nextInt(4) == 0) ? 1 : null;
		Integer scaleOutBy = (random.nextInt(4) == 0) ? 2 : null;
		boolean dryRun = random.nextInt(20) == 0;
		List<WindowSettings> schedule = (random.nextInt(4) == 0) ? List.of(window(random, min, max)) : null;
		Integer priority = (random.nextInt(2) == 0) ? 1 : null;
		return new PolicySettings(min, max, strategy, scaleOutBy, scaleInBy, null, null, Duration.ofMinutes(1),
				Duration.ofSeconds(30), Duration.ofMinutes(1), null, dryRun, null, null, schedule, null, null, priority)
			.toPolicy();
	}

	/** From ten o'clock on, which is two minutes after the beginning. */
	private static WindowSettings window(SplittableRandom random, int min, int max) {
		boolean raises = random.nextBoolean();
		return new WindowSettings("office", "UTC", null, "10:00", "18:00", null, null, raises ? min + 1 : null,
				raises ? null : max + 1, null, (random.nextInt(4) == 0) ? false : null, null);
	}

}
