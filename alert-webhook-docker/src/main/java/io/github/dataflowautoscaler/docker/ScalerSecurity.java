package io.github.dataflowautoscaler.docker;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Answers pings of everybody, as the health is shown to everybody: a container's health
 * check has no credentials. All else of Docker Scaler's is behind the door for alerts.
 */
@Configuration(proxyBeanMethods = false)
class ScalerSecurity {

	@Bean
	@Order(0)
	SecurityFilterChain pings(HttpSecurity http, DockerProperties properties) {
		return http.securityMatcher("/v1/ping", properties.serverPrefix() + "/v1/ping")
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.csrf(AbstractHttpConfigurer::disable)
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.build();
	}

}
