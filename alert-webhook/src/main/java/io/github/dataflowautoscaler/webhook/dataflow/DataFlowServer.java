package io.github.dataflowautoscaler.webhook.dataflow;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/**
 * Reads how the Data Flow server is set up, for the doctor. Every method asks the server,
 * and throws a {@link PlatformException} if it does not answer.
 */
@Component
@ConditionalOnDataFlow
public class DataFlowServer {

	private final DataFlowApi api;

	private final DataFlowErrors errors;

	DataFlowServer(DataFlowApi api, DataFlowErrors errors) {
		this.api = api;
		this.errors = errors;
	}

	/**
	 * The server's versions and clock.
	 * @return what the server says of itself
	 */
	public About about() {
		ResponseEntity<DataFlowApi.About> answer = ask(this.api::about);
		Optional<DataFlowApi.About> body = Optional.ofNullable(answer.getBody());
		long date = answer.getHeaders().getDate();
		return new About(
				body.map(DataFlowApi.About::versionInfo)
					.map(DataFlowApi.About.VersionInfo::core)
					.map(DataFlowApi.About.Core::version)
					.orElse("of an unknown version"),
				body.map(DataFlowApi.About::runtimeEnvironment)
					.map(DataFlowApi.About.RuntimeEnvironment::appDeployer)
					.map(DataFlowApi.About.Deployer::deployerImplementationVersion)
					.orElse(null),
				(date > 0) ? Instant.ofEpochMilli(date) : null);
	}

	/**
	 * The user as whom the webhook is logged in.
	 * @return the log-in
	 */
	public Login login() {
		DataFlowApi.SecurityInfo info = ask(this.api::securityInfo);
		return new Login(info.authenticationEnabled(), info.username(),
				(info.roles() != null) ? info.roles() : List.of());
	}

	/**
	 * The properties that an application was deployed with, as far as they are known to
	 * the server: those of the definition and of the deployment, and what the server made
	 * of them.
	 * @param id the application
	 * @return the properties, empty if there is no such application
	 */
	public Map<String, String> properties(ApplicationId id) {
		String dsl = ask(() -> this.api.definition(id.stream())).dslText();
		return (dsl != null) ? StreamShape.properties(id, dsl) : Map.of();
	}

	private <T> T ask(Supplier<T> question) {
		try {
			return question.get();
		}
		catch (RestClientException ex) {
			throw this.errors.translate(ex);
		}
	}

	/**
	 * What the server says of itself.
	 *
	 * @param version its version
	 * @param skipper Skipper's version, {@code null} if the server can't reach it
	 * @param time its clock, in whole seconds; {@code null} if it doesn't tell
	 */
	public record About(String version, @Nullable String skipper, @Nullable Instant time) {
	}

	/**
	 * A log-in.
	 *
	 * @param required whether the server wants one
	 * @param user who is logged in, {@code null} if nobody is
	 * @param roles what the user may do, such as {@code ROLE_MODIFY}
	 */
	public record Login(boolean required, @Nullable String user, List<String> roles) {
	}

}
