package io.github.dataflowautoscaler.webhook.alertmanager;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An alert as Alertmanager's API takes it. Its labels say which one it is: the same
 * labels again make it last longer, or end it.
 *
 * @param labels what identifies it
 * @param annotations what it says
 * @param startsAt when it began; of several, Alertmanager keeps the first
 * @param endsAt when it ends if nothing more is said of it
 * @param generatorURL where to see more, {@code null} if that is not known
 */
public record PostedAlert(Map<String, String> labels, Map<String, String> annotations, Instant startsAt, Instant endsAt,
		@Nullable String generatorURL) {

	/**
	 * The same alert with its times as another clock shows them.
	 * @param by how far that clock is ahead, negative if it is behind
	 * @return the alert with its times set forward
	 */
	public PostedAlert later(Duration by) {
		return new PostedAlert(this.labels, this.annotations, this.startsAt.plus(by), this.endsAt.plus(by),
				this.generatorURL);
	}

}
