package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Waiting times of the scaling loop.
 *
 * @param requestMaxAge how long a request is tried before it is given up; Alertmanager
 * repeats an alert that still fires
 * @param readBackTimeout how long the platform may take until it shows an accepted change
 * @param unansweredTimeout how long an unanswered request may still be carried out;
 * nothing else is asked for the application meanwhile. Skipper's deployer for Kubernetes
 * waits for up to ten minutes
 * @param pollInterval time between two looks at a change in progress, and least time
 * between two evaluations of an application
 * @param retryInterval time to the first retry; doubles with each up to a minute
 */
@ConfigurationProperties("autoscale.scaling")
record ScalingProperties(@DefaultValue("10m") Duration requestMaxAge, @DefaultValue("5m") Duration readBackTimeout,
		@DefaultValue("11m") Duration unansweredTimeout, @DefaultValue("1s") Duration pollInterval,
		@DefaultValue("2s") Duration retryInterval) {

	private static final Duration LONGEST_RETRY_INTERVAL = Duration.ofMinutes(1);

	private static final int MOST_DOUBLINGS = 10;

	/**
	 * Time to the next attempt: between three quarters and the whole of the doubled
	 * interval, so that many applications don't come back at the same instant.
	 * @param application the application, which says where in between
	 * @param attempts attempts so far, at least 1
	 * @return the time to wait, the same each time
	 */
	Duration backoff(ApplicationId application, int attempts) {
		Duration doubled = this.retryInterval.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
		long longest = Math.min(doubled.toMillis(), LONGEST_RETRY_INTERVAL.toMillis());
		SplittableRandom random = new SplittableRandom(Objects.hash(application, attempts));
		return Duration.ofMillis(longest - random.nextLong(longest / 4 + 1));
	}

}
