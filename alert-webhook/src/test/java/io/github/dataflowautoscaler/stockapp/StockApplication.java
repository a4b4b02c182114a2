package io.github.dataflowautoscaler.stockapp;

import java.util.ArrayList;
import java.util.List;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/**
 * An application with what the stock stream applications come with: the export of metrics
 * is switched off, and a log-in is asked for, with a form or not.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class StockApplication {

	/**
	 * Starts one.
	 * @param properties what it is deployed with, each as {@code name=value}
	 * @return the application
	 */
	public static ConfigurableApplicationContext start(List<String> properties) {
		List<String> arguments = new ArrayList<>(List.of("--spring.config.name=stock", "--server.address=127.0.0.1",
				"--spring.main.banner-mode=off", "--management.defaults.metrics.export.enabled=false",
				"--spring.datasource.url=jdbc:h2:mem:stock;DB_CLOSE_DELAY=-1", "--spring.flyway.enabled=false"));
		if (properties.stream().noneMatch((property) -> property.startsWith("management.prometheus."))) {
			arguments.add("--management.prometheus.metrics.export.enabled=false");
		}
		properties.forEach((property) -> arguments.add("--" + property));
		return new SpringApplication(StockApplication.class).run(arguments.toArray(String[]::new));
	}

	@Bean
	SecurityFilterChain security(HttpSecurity http,
			@Value("${spring.cloud.streamapp.security.enabled:true}") boolean enabled) {
		if (!enabled) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll()).build();
		}
		return http
			.authorizeHttpRequests((requests) -> requests
				.requestMatchers("/actuator", "/actuator/health", "/actuator/info", "/actuator/bindings")
				.permitAll()
				.anyRequest()
				.authenticated())
			.formLogin(Customizer.withDefaults())
			.httpBasic(Customizer.withDefaults())
			.build();
	}

}
