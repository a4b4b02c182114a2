package io.github.dataflowautoscaler.webhook.http;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;

/**
 * A request whose body has been read already. The container can't read it again, so the
 * parameters of a form are found here.
 */
final class BufferedRequest extends HttpServletRequestWrapper {

	/** As many as the container itself takes. */
	private static final int MOST_PARAMETERS = 1000;

	private final byte[] body;

	private final Map<String, List<String>> form;

	/**
	 * Creates the request.
	 * @param request the request as it came
	 * @param body its body
	 * @throws IllegalArgumentException if the body should be a form and is none
	 */
	BufferedRequest(HttpServletRequest request, byte[] body) {
		super(request);
		this.body = body;
		this.form = isForm(request) ? parse(new String(body, StandardCharsets.UTF_8)) : Map.of();
	}

	private static boolean isForm(HttpServletRequest request) {
		String type = request.getContentType();
		return type != null && type.split(";")[0].strip().equalsIgnoreCase(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
	}

	private static Map<String, List<String>> parse(String text) {
		String[] pairs = text.split("&", MOST_PARAMETERS + 1);
		if (pairs.length > MOST_PARAMETERS) {
			throw new IllegalArgumentException("More than " + MOST_PARAMETERS + " parameters");
		}
		Map<String, List<String>> form = new LinkedHashMap<>();
		for (String pair : pairs) {
			if (!pair.isEmpty()) {
				String[] parts = pair.split("=", 2);
				form.computeIfAbsent(decode(parts[0]), (name) -> new ArrayList<>())
					.add((parts.length > 1) ? decode(parts[1]) : "");
			}
		}
		return form;
	}

	private static String decode(String text) {
		return URLDecoder.decode(text, StandardCharsets.UTF_8);
	}

	@Override
	public ServletInputStream getInputStream() {
		return new BufferedStream(new ByteArrayInputStream(this.body));
	}

	@Override
	public BufferedReader getReader() {
		return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
	}

	/** Those of the query come first, as the container has it. */
	@Override
	public Map<String, String[]> getParameterMap() {
		Map<String, String[]> parameters = new LinkedHashMap<>(super.getParameterMap());
		this.form.forEach((name, values) -> {
			List<String> all = new ArrayList<>(List.of(parameters.getOrDefault(name, new String[0])));
			all.addAll(values);
			parameters.put(name, all.toArray(String[]::new));
		});
		return Collections.unmodifiableMap(parameters);
	}

	@Override
	public String @Nullable [] getParameterValues(String name) {
		return getParameterMap().get(name);
	}

	@Override
	public @Nullable String getParameter(String name) {
		String[] values = getParameterValues(name);
		return (values != null) ? values[0] : null;
	}

	@Override
	public Enumeration<String> getParameterNames() {
		return Collections.enumeration(getParameterMap().keySet());
	}

	private static final class BufferedStream extends ServletInputStream {

		private final ByteArrayInputStream stream;

		BufferedStream(ByteArrayInputStream stream) {
			this.stream = stream;
		}

		@Override
		public int read() {
			return this.stream.read();
		}

		@Override
		public int read(byte[] buffer, int offset, int length) {
			return this.stream.read(buffer, offset, length);
		}

		@Override
		public boolean isFinished() {
			return this.stream.available() == 0;
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setReadListener(ReadListener listener) {
			throw new UnsupportedOperationException("Requests are read synchronously");
		}

	}

}
