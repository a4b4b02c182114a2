package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The settings that the manifests bring, with what they mount.
 */
class KubernetesConfigurationTests {

	@TempDir
	private Path directory;

	@Test
	void passwordsComeFromTheSecret() throws IOException {
		Path users = Files.createDirectories(this.directory.resolve("alert-webhook-users"));
		Files.writeString(users.resolve("operator-password"), "operator's");
		Files.writeString(users.resolve("prometheus-password"), "prometheus'");
		Files.writeString(this.directory.resolve("application.yml"),
				Files.readString(Path.of("../k8s/base/webhook/application.yml"))
					.replace("/etc/", this.directory + "/"));
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Nothing.class)
			.web(WebApplicationType.NONE)
			.run("--spring.config.additional-location=file:" + this.directory + "/")) {
			Environment settings = context.getEnvironment();
			assertThat(settings.getProperty("autoscale.security.users.operator.password"))
				.isEqualTo("{noop}operator's");
			assertThat(settings.getProperty("autoscale.security.users.prometheus.password"))
				.isEqualTo("{noop}prometheus'");
			assertThat(settings.getProperty("autoscale.security.users.prometheus.roles")).isEqualTo("view");
			assertThat(settings.getProperty("autoscale.security.alert-token-file"))
				.isEqualTo(this.directory + "/alert-webhook-token/alert-token");
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

}
