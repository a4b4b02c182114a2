package io.github.dataflowautoscaler.docker;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.policy.Quoted;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What a call of {@code scale-service} asks for. The body is read whatever its type is,
 * because {@code curl -d} says that it is a form, and the query goes before it.
 *
 * @param service the service's name, empty if it is missing
 * @param scale the direction, empty if it is missing
 * @param by by how many replicas, empty if the policy says that
 * @param alertName the name of the first alert, empty where a person calls
 * @param resolved whether no alert of the notification fires any more
 */
record ScaleServiceCall(String service, String scale, String by, String alertName, boolean resolved) {

	static ScaleServiceCall of(HttpServletRequest request, JsonMapper json) throws IOException {
		JsonNode body = body(request, json);
		JsonNode labels = body.path("groupLabels");
		MultiValueMap<String, String> query = UriComponentsBuilder.newInstance()
			.query(request.getQueryString())
			.build()
			.getQueryParams();
		return new ScaleServiceCall(first(query, labels, "service"), first(query, labels, "scale"),
				Optional.ofNullable(query.getFirst("by")).orElse(""),
				Quoted.shortened(body.path("alerts").path(0).path("labels").path("alertname").asString("")),
				"resolved".equals(body.path("status").asString("")));
	}

	private static JsonNode body(HttpServletRequest request, JsonMapper json) throws IOException {
		try (InputStream stream = request.getInputStream()) {
			return json.readTree(stream);
		}
		catch (JacksonException ex) {
			// Without a body everything is in the query, or missing.
			return MissingNode.getInstance();
		}
	}

	private static String first(MultiValueMap<String, String> query, JsonNode labels, String name) {
		String value = query.getFirst(name);
		return (value != null && !value.isEmpty()) ? value : labels.path(name).asString("");
	}

	/**
	 * Reads the direction.
	 * @return the direction, {@code null} if it is none
	 */
	@Nullable Direction direction() {
		return switch (this.scale) {
			case "up" -> Direction.OUT;
			case "down" -> Direction.IN;
			default -> null;
		};
	}

	/** Alertmanager names its alerts. */
	boolean isByHand() {
		return this.alertName.isEmpty();
	}

}
