package io.github.dataflowautoscaler.shellstandin;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.shellstandin.Target.Role;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.dataflow.rest.client.DataFlowTemplate;
import org.springframework.cloud.dataflow.rest.client.config.DataFlowClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.shell.DefaultShellApplicationRunner;
import org.springframework.shell.boot.NonInteractiveShellRunnerCustomizer;
import org.springframework.web.client.RestTemplate;

/**
 * The Data Flow Shell as far as a plugin can see it: Spring Shell, Data Flow's REST
 * client, and beans of the same names with the same properties. It takes command files as
 * the real one does and, like it, logs nothing.
 * <p>
 * {@code dataflow.uri} is the server to connect to, {@code stand-in.roles} the roles of
 * the user who is logged in (security is off without it), {@code stand-in.token} the
 * user's token.
 */
@SpringBootApplication(exclude = DataFlowClientAutoConfiguration.class)
public class ShellStandIn {

	/**
	 * Starts the shell.
	 * @param args properties
	 */
	public static void main(String[] args) {
		application().run(args);
	}

	/**
	 * Prepares the shell as the real one is configured, but for its file of past
	 * commands.
	 * @return the application
	 */
	public static SpringApplication application() {
		SpringApplication application = new SpringApplication(ShellStandIn.class);
		application.setBannerMode(Banner.Mode.OFF);
		application.setDefaultProperties(Map.of("spring.shell.history.enabled", "false"));
		return application;
	}

	@Bean
	TargetHolder targetHolder(Environment environment) {
		Role[] roles = environment.getProperty("stand-in.roles", Role[].class);
		return new TargetHolder(new Target((roles != null) ? List.of(roles) : null));
	}

	@Bean
	DataFlowShell dataFlowShell() {
		return new DataFlowShell();
	}

	@Bean
	RestTemplate restTemplate(Environment environment) {
		RestTemplate template = DataFlowTemplate.getDefaultDataflowRestTemplate();
		String token = environment.getProperty("stand-in.token");
		if (token != null) {
			template.getInterceptors().add((request, body, execution) -> {
				request.getHeaders().setBearerAuth(token);
				return execution.execute(request, body);
			});
		}
		return template;
	}

	@Bean
	@Order(DefaultShellApplicationRunner.PRECEDENCE - 10)
	ApplicationRunner connection(Environment environment, DataFlowShell shell, RestTemplate template) {
		return (args) -> {
			String uri = environment.getProperty("dataflow.uri");
			if (uri != null) {
				shell.setDataFlowOperations(new DataFlowTemplate(URI.create(uri), template, null));
			}
		};
	}

	@Bean
	NonInteractiveShellRunnerCustomizer commandFiles(Environment environment) {
		return (runner) -> runner.setCommandsFromInputArgs((args) -> {
			File file = environment.getProperty("spring.shell.commandFile", File.class);
			return (file != null) ? lines(file) : List.of();
		});
	}

	private static List<String> lines(File file) {
		try {
			return Files.readAllLines(file.toPath());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
