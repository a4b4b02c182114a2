package io.github.dataflowautoscaler.webhook.security;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.alert.AlertEndpoint;
import io.github.dataflowautoscaler.webhook.alert.Notifications;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Which credentials each door requires, and what each role permits.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ManagementServerProperties.class)
class SecurityConfiguration {

	private static final String CONTENT = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

	private final Doors doors;

	private final Problems problems;

	SecurityConfiguration(Doors doors, Problems problems) {
		this.doors = doors;
		this.problems = problems;
	}

	/** For Alertmanager, and for a Prometheus that sends its alerts itself. */
	@Bean
	@Order(1)
	SecurityFilterChain alertDoor(HttpSecurity http, Notifications notifications,
			ObjectProvider<AlertEndpoint> endpoints) {
		String[] paths = Stream
			.concat(Stream.of("/alert", "/api/v2/alerts"), endpoints.stream().map(AlertEndpoint::path))
			.toArray(String[]::new);
		secure(http, this.doors.alertTokens().isEmpty()).securityMatcher(paths)
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll());
		this.doors.alertTokens()
			.ifPresent((tokens) -> http.addFilterBefore(new AlertTokenFilter(tokens, notifications),
					AnonymousAuthenticationFilter.class));
		return http.build();
	}

	@Bean
	@Order(2)
	SecurityFilterChain apiDoor(HttpSecurity http, FailedLogins failures, TokenKeys keys,
			ObjectProvider<JwtAuthenticationConverter> converter) {
		secure(http, this.doors.isApiOpen()).authorizeHttpRequests(SecurityConfiguration::authorize);
		if (this.doors.isApiOpen()) {
			return http.addFilterBefore(new EverybodyFilter(), AnonymousAuthenticationFilter.class).build();
		}
		LoginFilter logins = new LoginFilter(failures, this.problems);
		http.addFilterAfter(logins, CrossSiteFilter.class)
			.addFilterBefore(logins::pass, AnonymousAuthenticationFilter.class)
			.httpBasic((basic) -> basic.authenticationEntryPoint(this::askForCredentials));
		this.doors.jwtDecoder()
			.ifPresent((decoder) -> http
				.oauth2ResourceServer((server) -> server.authenticationEntryPoint(this::askForCredentials)
					.accessDeniedHandler(this::refuse)
					.jwt((jwt) -> jwt.decoder(new TokenDecoder(decoder, keys))
						.jwtAuthenticationConverter(
								new JwtRoles(converter.getIfAvailable(JwtAuthenticationConverter::new))))));
		return http.build();
	}

	/**
	 * An issuer behind a private certificate authority is trusted as other servers are.
	 * (Static, because the doors need the decoder that this is for.)
	 */
	@Bean
	static JwkSetUriJwtDecoderBuilderCustomizer keysOfTokens(TokenKeys keys) {
		return (decoder) -> decoder.restOperations(keys);
	}

	@Bean
	static WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> unreadBodies() {
		return (factory) -> factory.addEngineValves(new UnreadBodies());
	}

	/** Nobody reads a timer for each filter, and they cost more than the filters. */
	@Bean
	static SecurityObservationSettings withoutTimers() {
		return SecurityObservationSettings.noObservations();
	}

	private HttpSecurity secure(HttpSecurity http, boolean open) {
		return http.csrf(AbstractHttpConfigurer::disable)
			.addFilterAfter(new CrossSiteFilter(open, this.problems), HeaderWriterFilter.class)
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.exceptionHandling((exceptions) -> exceptions.authenticationEntryPoint(this::askForCredentials)
				.accessDeniedHandler(this::refuse))
			.headers((headers) -> headers.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT))
				.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.NO_REFERRER)));
	}

	/**
	 * An error's text has nothing in it that its request was not allowed to see. The
	 * container includes it when the answer has begun already.
	 */
	private static void authorize(
			AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
		requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.INCLUDE)
			.permitAll()
			.requestMatchers(EndpointRequest.to("health").withHttpMethod(HttpMethod.GET))
			.permitAll()
			.requestMatchers(EndpointRequest.to("health").withHttpMethod(HttpMethod.HEAD))
			.permitAll()
			.requestMatchers(EndpointRequest.to("prometheus"))
			.hasAuthority(Role.VIEW.authority())
			.requestMatchers(EndpointRequest.toAnyEndpoint())
			.denyAll()
			.requestMatchers(HttpMethod.GET)
			.hasAuthority(Role.VIEW.authority())
			.requestMatchers(HttpMethod.HEAD)
			.hasAuthority(Role.VIEW.authority())
			.anyRequest()
			.hasAuthority(Role.MODIFY.authority());
	}

	/** The body was not read, so the connection can't be used for the next request. */
	private void askForCredentials(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException ex) {
		List<String> schemes = this.doors.jwtDecoder().isPresent() ? List.of("Basic", "Bearer") : List.of("Basic");
		schemes.forEach((scheme) -> response.addHeader(HttpHeaders.WWW_AUTHENTICATE,
				scheme + " realm=\"Data Flow Autoscaler\""));
		response.setHeader(HttpHeaders.CONNECTION, "close");
		response.setStatus(HttpStatus.UNAUTHORIZED.value());
	}

	private void refuse(HttpServletRequest request, HttpServletResponse response, AccessDeniedException ex)
			throws IOException {
		boolean looks = HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod());
		Role needed = looks ? Role.VIEW : Role.MODIFY;
		this.problems.write(response, HttpStatus.FORBIDDEN, request.isUserInRole(needed.name())
				? "This is closed to everybody" : "You need %s for it".formatted(needed.authority()));
	}

}
