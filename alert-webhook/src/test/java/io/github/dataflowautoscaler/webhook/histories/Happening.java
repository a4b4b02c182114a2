package io.github.dataflowautoscaler.webhook.histories;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Something that happens to the world.
 *
 * @param at when, from the beginning
 * @param what what it is, for people
 * @param effect what it does
 */
record Happening(Duration at, String what, Consumer<World> effect) {

	@Override
	public String toString() {
		return "%.1f s: %s".formatted(this.at.toMillis() / 1000.0, this.what);
	}

}
