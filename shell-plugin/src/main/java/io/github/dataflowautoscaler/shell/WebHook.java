package io.github.dataflowautoscaler.shell;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.InterceptingClientHttpRequestFactory;
import org.springframework.util.StreamUtils;
import org.springframework.web.util.DefaultUriBuilderFactory;

/**
 * The autoscaler's webhook. It has an HTTP client of its own, because the shell's sends
 * the shell's bearer token to any host.
 */
class WebHook {

	private static final MediaType MERGE_PATCH = MediaType.valueOf("application/merge-patch+json");

	private static final MediaType PROBLEM = MediaType.valueOf("application/problem+json");

	private final ObjectMapper json = new ObjectMapper();

	private final ClientHttpRequestFactory requests = new WebHookRequests();

	private final DataFlowServer dataFlow;

	/**
	 * Read when a command needs it: a shell does not end over a property that is wrong.
	 */
	private Supplier<WebHookAddress> address;

	WebHook(DataFlowServer dataFlow, Environment environment) {
		this.dataFlow = dataFlow;
		this.address = () -> WebHookAddress.of(environment);
	}

	String uri() {
		return address().uri();
	}

	WebHookAddress address() {
		return this.address.get();
	}

	/**
	 * Uses another webhook from now on, if there is one at that address.
	 * @param other its address
	 * @throws CommandFailure if it does not answer as a webhook does
	 */
	void target(WebHookAddress other) {
		Supplier<WebHookAddress> former = this.address;
		this.address = () -> other;
		try {
			get("/api/policies");
		}
		catch (CommandFailure ex) {
			this.address = former;
			throw ex;
		}
	}

	/**
	 * Reads a document.
	 * @param path the path and query, a template
	 * @param variables the template's values
	 * @return the document
	 * @throws CommandFailure if it can't be read
	 */
	JsonNode get(String path, Object... variables) {
		return exchange(HttpMethod.GET, expand(path, variables), null);
	}

	JsonNode get(Query query) {
		return get(query.template(), query.values());
	}

	/**
	 * Changes the given settings of a policy and leaves the others.
	 * @param stream the stream's name
	 * @param application the application's name
	 * @param patch a merge patch (RFC 7396)
	 * @return the whole policy
	 * @throws CommandFailure if it can't be changed
	 */
	JsonNode patchPolicy(String stream, String application, JsonNode patch) {
		return exchange(HttpMethod.PATCH, expand("/api/policies/{stream}/{application}", stream, application), patch);
	}

	/**
	 * Changes settings of a policy that depend on what they are, unless somebody else has
	 * changed the policy in between.
	 * @param stream the stream's name
	 * @param application the application's name
	 * @param change makes a merge patch out of the policy
	 * @return the whole policy
	 * @throws CommandFailure if there is no policy, or if it can't be changed
	 */
	JsonNode changePolicy(String stream, String application, Function<JsonNode, JsonNode> change) {
		URI policy = expand("/api/policies/{stream}/{application}", stream, application);
		HttpHeaders read = new HttpHeaders();
		JsonNode patch = change.apply(exchange(HttpMethod.GET, policy, null, read));
		HttpHeaders expected = new HttpHeaders();
		expected.setIfMatch(read.getETag());
		return exchange(HttpMethod.PATCH, policy, patch, expected);
	}

	/**
	 * Sets policies as a whole, all of them or none.
	 * @param settings settings by stream and application
	 * @param check whether only to check the policies, and set nothing
	 * @return the policies as they are afterwards, or would be
	 * @throws CommandFailure if they can't be set
	 */
	JsonNode applyPolicies(JsonNode settings, boolean check) {
		return exchange(HttpMethod.POST, expand("/api/policies?check={check}", check), settings);
	}

	/**
	 * Changes a budget, unless somebody else changes it in between.
	 * @param name its name
	 * @param change makes the new settings out of the budget, which is empty if there is
	 * none
	 * @return the budget with who uses it
	 * @throws CommandFailure if it can't be set
	 */
	JsonNode changeBudget(String name, Function<JsonNode, JsonNode> change) {
		URI budget = expand("/api/budgets/{name}", name);
		HttpHeaders expected = new HttpHeaders();
		JsonNode before = JsonNodeFactory.instance.objectNode();
		if (Documents.list(get("/api/budgets"), (each) -> each.path("name").asText()).contains(name)) {
			HttpHeaders read = new HttpHeaders();
			before = exchange(HttpMethod.GET, budget, null, read);
			expected.setIfMatch(read.getETag());
		}
		else {
			expected.setIfNoneMatch("*");
		}
		return exchange(HttpMethod.PUT, budget, change.apply(before), expected);
	}

	void deleteBudget(String name) {
		exchange(HttpMethod.DELETE, expand("/api/budgets/{name}", name), null);
	}

	void deletePolicy(String stream, String application) {
		exchange(HttpMethod.DELETE, expand("/api/policies/{stream}/{application}", stream, application), null);
	}

	private URI expand(String path, Object... variables) {
		return new DefaultUriBuilderFactory(uri()).expand(path, variables);
	}

	private JsonNode exchange(HttpMethod method, URI uri, @Nullable JsonNode body) {
		return exchange(method, uri, body, new HttpHeaders());
	}

	/** The headers are sent, and replaced by those of the answer. */
	private JsonNode exchange(HttpMethod method, URI uri, @Nullable JsonNode body, HttpHeaders headers) {
		try {
			ClientHttpRequest request = requests().createRequest(uri, method);
			request.getHeaders().putAll(headers);
			request.getHeaders().setAccept(Arrays.asList(MediaType.APPLICATION_JSON, PROBLEM));
			this.address.get().authenticate(request.getHeaders());
			if (body != null) {
				request.getHeaders()
					.setContentType((method == HttpMethod.PATCH) ? MERGE_PATCH : MediaType.APPLICATION_JSON);
				request.getBody().write(this.json.writeValueAsBytes(body));
			}
			try (ClientHttpResponse response = request.execute()) {
				headers.clear();
				headers.putAll(response.getHeaders());
				return read(response);
			}
		}
		catch (IOException ex) {
			throw new CommandFailure("The autoscaler's webhook at " + uri() + " can't be reached: "
					+ NestedExceptionUtils.getMostSpecificCause(ex).getMessage()
					+ "; use 'autoscale config server' to set another one");
		}
	}

	private ClientHttpRequestFactory requests() {
		return this.address.get().sendsToken()
				? new InterceptingClientHttpRequestFactory(this.requests, this.dataFlow.interceptors()) : this.requests;
	}

	/** The numeric status is the one way to read it in Spring 5 and in Spring 6. */
	@SuppressWarnings("deprecation")
	private JsonNode read(ClientHttpResponse response) throws IOException {
		int status = response.getRawStatusCode();
		JsonNode document = parse(StreamUtils.copyToString(response.getBody(), StandardCharsets.UTF_8));
		if (status >= 200 && status < 300 && (document.isContainerNode() || status == 204)) {
			return document;
		}
		throw Refusals.of(address(), status, document.path("detail").asText(""));
	}

	private JsonNode parse(String text) {
		try {
			return this.json.readTree(text);
		}
		catch (JsonProcessingException ex) {
			return MissingNode.getInstance();
		}
	}

}
