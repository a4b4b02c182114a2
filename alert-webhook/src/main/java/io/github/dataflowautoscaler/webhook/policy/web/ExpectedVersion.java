package io.github.dataflowautoscaler.webhook.policy.web;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServletServerHttpRequest;

/**
 * What the headers {@code If-Match} and {@code If-None-Match} require of what is there.
 */
final class ExpectedVersion {

	private ExpectedVersion() {
	}

	static String eTag(long version) {
		return "\"" + version + "\"";
	}

	/**
	 * Reads the headers of a request.
	 * @param request the request
	 * @return what is required of the version that is there, empty if there is none
	 */
	static Predicate<Optional<Long>> of(HttpServletRequest request) {
		HttpHeaders headers = new ServletServerHttpRequest(request).getHeaders();
		@Nullable String none = headers.getFirst(HttpHeaders.IF_NONE_MATCH);
		if ("*".equals(none)) {
			return Optional::isEmpty;
		}
		List<String> match = headers.getIfMatch();
		if (match.isEmpty()) {
			return (current) -> true;
		}
		return (current) -> current.filter((version) -> match.contains("*") || match.contains(eTag(version)))
			.isPresent();
	}

}
