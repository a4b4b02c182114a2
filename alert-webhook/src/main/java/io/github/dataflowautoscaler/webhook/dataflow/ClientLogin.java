package io.github.dataflowautoscaler.webhook.dataflow;

import java.io.IOException;
import java.util.Objects;

import io.github.dataflowautoscaler.webhook.dataflow.DataFlowProperties.Authentication;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.client.OAuth2ClientHttpRequestInterceptor;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/**
 * Logs in to Data Flow as a client of OAuth2 (client credentials): gets a token when one
 * is needed, another one a minute before it expires, and another one when Data Flow no
 * longer takes it.
 */
final class ClientLogin implements ClientHttpRequestInterceptor {

	private static final String REGISTRATION = "data-flow";

	private final OAuth2ClientHttpRequestInterceptor interceptor;

	private ClientLogin(OAuth2ClientHttpRequestInterceptor interceptor) {
		this.interceptor = interceptor;
	}

	/**
	 * Creates a log-in.
	 * @param authentication the client, with its secret and where it gets tokens
	 * @param requests how to ask for tokens
	 * @return the log-in
	 */
	static ClientLogin of(Authentication authentication, ClientHttpRequestFactory requests) {
		InMemoryClientRegistrationRepository registrations = new InMemoryClientRegistrationRepository(
				ClientRegistration.withRegistrationId(REGISTRATION)
					.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
					.clientId(Objects.requireNonNull(authentication.clientId()))
					.clientSecret(authentication.clientSecret())
					.tokenUri(Objects.requireNonNull(authentication.tokenUri()))
					.scope(authentication.scope())
					.build());
		OAuth2AuthorizedClientService tokens = new InMemoryOAuth2AuthorizedClientService(registrations);
		AuthorizedClientServiceOAuth2AuthorizedClientManager manager = new AuthorizedClientServiceOAuth2AuthorizedClientManager(
				registrations, tokens);
		manager.setAuthorizedClientProvider(OAuth2AuthorizedClientProviderBuilder.builder()
			.clientCredentials((credentials) -> credentials.accessTokenResponseClient(tokenClient(requests)))
			.build());
		OAuth2ClientHttpRequestInterceptor interceptor = new OAuth2ClientHttpRequestInterceptor(manager);
		interceptor.setClientRegistrationIdResolver((request) -> REGISTRATION);
		interceptor.setPrincipalResolver((request) -> UsernamePasswordAuthenticationToken.authenticated(REGISTRATION,
				"", AuthorityUtils.NO_AUTHORITIES));
		interceptor
			.setAuthorizationFailureHandler(OAuth2ClientHttpRequestInterceptor.authorizationFailureHandler(tokens));
		return new ClientLogin(interceptor);
	}

	private static RestClientClientCredentialsTokenResponseClient tokenClient(ClientHttpRequestFactory requests) {
		RestClientClientCredentialsTokenResponseClient client = new RestClientClientCredentialsTokenResponseClient();
		client.setRestClient(RestClient.builder()
			.requestFactory(requests)
			.configureMessageConverters((converters) -> converters.addCustomConverter(new FormHttpMessageConverter())
				.addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
			.defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
			.build());
		return client;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		try {
			return this.interceptor.intercept(request, body, execution);
		}
		catch (OAuth2AuthorizationException ex) {
			throw new LoginException(ex, isUnreachable(ex));
		}
	}

	private static boolean isUnreachable(Throwable failure) {
		return failure instanceof ResourceAccessException
				|| (failure.getCause() != null && isUnreachable(failure.getCause()));
	}

	/**
	 * The webhook got no token, so it did not send the request to Data Flow.
	 */
	static final class LoginException extends IOException {

		private final boolean unreachable;

		LoginException(OAuth2AuthorizationException cause, boolean unreachable) {
			super(cause.getError().getErrorCode(), cause);
			this.unreachable = unreachable;
		}

		boolean isUnreachable() {
			return this.unreachable;
		}

	}

}
