package io.github.dataflowautoscaler.webhook.prometheus;

import java.util.function.Function;

import io.github.dataflowautoscaler.webhook.http.Failures;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusApi.Reply;
import org.jspecify.annotations.Nullable;

import org.springframework.web.client.RestClientException;

/**
 * Queries Prometheus, and knows why if it does not answer.
 */
class PrometheusClient {

	static final String NOT_SET = PrometheusProperties.URI + " is not set";

	private final @Nullable PrometheusApi api;

	private final Failures failures;

	/**
	 * Creates the client.
	 * @param api the API, {@code null} if there is no Prometheus
	 * @param failures understands why it does not answer
	 */
	PrometheusClient(@Nullable PrometheusApi api, Failures failures) {
		this.api = api;
		this.failures = failures;
	}

	boolean isConfigured() {
		return this.api != null;
	}

	/**
	 * Asks.
	 * @param <T> the type of the answer
	 * @param question what to ask
	 * @return the answer
	 * @throws PrometheusException if there is none; the message says why, and the
	 * exception what to do
	 */
	<T> T ask(Function<PrometheusApi, T> question) {
		if (this.api == null) {
			throw new PrometheusException(NOT_SET, "Set " + PrometheusProperties.URI);
		}
		try {
			return question.apply(this.api);
		}
		catch (RestClientException ex) {
			throw new PrometheusException(this.failures.of(ex), ex);
		}
	}

	/**
	 * Takes the result out of an answer.
	 * @param <T> the type of the result
	 * @param reply the answer
	 * @return the result
	 * @throws PrometheusException if there is none
	 */
	static <T> T data(@Nullable Reply<T> reply) {
		if (reply == null || reply.data() == null) {
			throw new PrometheusException("Prometheus answered without a result",
					"See whether %s is the address of a Prometheus".formatted(PrometheusProperties.URI));
		}
		return reply.data();
	}

}
