package io.github.dataflowautoscaler.webhook.security;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

import io.github.dataflowautoscaler.webhook.http.Connections;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RequestCallback;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.ResponseExtractor;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;

/**
 * Asks the server that has the keys of tokens for its description and for the keys. It is
 * asked by one request at a time, and the others wait behind locks of Spring Security and
 * Nimbus. So a failure is remembered for some seconds: all that have waited for it end
 * with it, and don't wait for a timeout of their own one after the other. Keys that are
 * known already need no asking.
 * <p>
 * Spring Security has the keys fetched and cached by Nimbus' {@code JWKSourceBuilder}.
 * Instead of this class, that builder could shorten the time that the others wait. But
 * Spring Security has no setting for that, and the time doesn't include the wait for the
 * description.
 */
@Component
class TokenKeys extends RestTemplate {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private static final Duration PAUSE = Duration.ofSeconds(5);

	private final SteadyClock clock;

	private volatile @Nullable Failure failure;

	TokenKeys(Connections connections, SteadyClock clock) {
		super(connections.within(TIMEOUT, TIMEOUT));
		this.clock = clock;
	}

	/**
	 * Tells whether the server could not be asked the last time.
	 * @return whether the last request has failed
	 */
	boolean areAway() {
		return this.failure != null;
	}

	/** A status of 4xx is an answer: the description may be at another path. */
	@Override
	protected <T> @Nullable T doExecute(URI url, @Nullable String template, @Nullable HttpMethod method,
			@Nullable RequestCallback callback, @Nullable ResponseExtractor<T> extractor) {
		Failure last = this.failure;
		if (last != null && Duration.between(last.at(), this.clock.instant()).abs().compareTo(PAUSE) < 0) {
			throw new ResourceAccessException(last.why());
		}
		try {
			T answer = super.doExecute(url, template, method, callback, extractor);
			this.failure = null;
			return answer;
		}
		catch (HttpClientErrorException ex) {
			throw ex;
		}
		catch (RestClientException ex) {
			this.failure = new Failure(this.clock.instant(), String.valueOf(ex.getMessage()));
			throw ex;
		}
	}

	/**
	 * The server could not be asked.
	 *
	 * @param at when
	 * @param why the reason
	 */
	private record Failure(Instant at, String why) {
	}

}
