package io.github.dataflowautoscaler.webhook.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits the size of a request body and the time that it may take, before anything reads
 * it but after authentication. The servlet container limits neither: a client that sends
 * a byte a second would occupy a thread for days.
 */
@Component
class BodyLimitFilter extends OncePerRequestFilter {

	private static final byte[] NOTHING = {};

	private static final int CHUNK = 8192;

	/** What is thrown away of a body that is too large, in multiples of the limit. */
	private static final int DISCARDED = 16;

	/** A body of theirs means nothing, and some of them need no credentials. */
	private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS");

	private final RequestLimits limits;

	BodyLimitFilter(RequestLimits limits) {
		this.limits = limits;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (WITHOUT_BODY.contains(request.getMethod())) {
			chain.doFilter(new BufferedRequest(request, NOTHING), response);
			return;
		}
		long limit = this.limits.maxSize().toBytes();
		long deadline = System.nanoTime() + this.limits.maxReadTime().toNanos();
		byte[] body = NOTHING;
		try {
			if (request.getContentLengthLong() <= limit) {
				body = read(request.getInputStream(), limit, deadline);
			}
		}
		catch (SocketTimeoutException ex) {
			refuse(response, HttpStatus.REQUEST_TIMEOUT);
			return;
		}
		if (Math.max(request.getContentLengthLong(), body.length) > limit) {
			refuse(response, HttpStatus.CONTENT_TOO_LARGE);
			discard(request.getInputStream(), limit * DISCARDED, deadline);
			return;
		}
		BufferedRequest buffered;
		try {
			buffered = new BufferedRequest(request, body);
		}
		catch (IllegalArgumentException ex) {
			refuse(response, HttpStatus.BAD_REQUEST);
			return;
		}
		chain.doFilter(buffered, response);
	}

	/** Reads at most a chunk more than the limit. */
	private static byte[] read(InputStream stream, long limit, long deadline) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		byte[] chunk = new byte[CHUNK];
		for (int length = stream.read(chunk); length >= 0; length = stream.read(chunk)) {
			body.write(chunk, 0, length);
			if (body.size() > limit) {
				break;
			}
			if (System.nanoTime() - deadline > 0) {
				throw new SocketTimeoutException("The body takes too long");
			}
		}
		return body.toByteArray();
	}

	/** Says so at once, and that the connection will be closed. */
	private static void refuse(HttpServletResponse response, HttpStatus status) throws IOException {
		response.setStatus(status.value());
		response.setHeader(HttpHeaders.CONNECTION, "close");
		response.setContentLength(0);
		response.flushBuffer();
	}

	/**
	 * Lets a client that looks for the answer only when it has sent its body come to that
	 * end, if it is not too far away: it would be told of a broken connection instead.
	 */
	private static void discard(InputStream stream, long limit, long deadline) {
		byte[] chunk = new byte[CHUNK];
		long left = limit;
		try {
			int length = 0;
			while (length >= 0 && left > 0 && System.nanoTime() - deadline < 0) {
				length = stream.read(chunk);
				left -= length;
			}
		}
		catch (IOException ex) {
			// It has gone, or is silent: nobody waits for the rest.
		}
	}

}
