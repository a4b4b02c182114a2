package io.github.dataflowautoscaler.webhook.alert;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds what a request body may take, in bytes and in time, before anything looks at it
 * but after the doors have let the request in. The servlet container limits neither: a
 * client that sends a byte a second would hold a thread for days.
 */
@Component
class BodyLimitFilter extends OncePerRequestFilter {

	private static final int CHUNK = 8192;

	private final AlertProperties properties;

	BodyLimitFilter(AlertProperties properties) {
		this.properties = properties;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		long limit = this.properties.maxSize().toBytes();
		if (request.getContentLengthLong() > limit) {
			refuse(response, HttpStatus.CONTENT_TOO_LARGE);
			return;
		}
		byte[] body;
		try {
			body = read(request.getInputStream(), limit);
		}
		catch (SocketTimeoutException ex) {
			refuse(response, HttpStatus.REQUEST_TIMEOUT);
			return;
		}
		if (body.length > limit) {
			refuse(response, HttpStatus.CONTENT_TOO_LARGE);
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
	private byte[] read(InputStream stream, long limit) throws IOException {
		long deadline = System.nanoTime() + this.properties.maxReadTime().toNanos();
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

	/** Closes the connection, so that the container doesn't read the rest. */
	private static void refuse(HttpServletResponse response, HttpStatus status) {
		response.setStatus(status.value());
		response.setHeader(HttpHeaders.CONNECTION, "close");
	}

}
