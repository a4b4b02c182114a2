package io.github.dataflowautoscaler.docker;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Puts Docker's health in the place of Data Flow's in the group {@code scaling}, unless
 * somebody has put something else there.
 */
class ScalingHealth implements EnvironmentPostProcessor, Ordered {

	private static final String GROUP = "management.endpoint.health.group.scaling.include";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (environment.getProperty("autoscale.docker.enabled", Boolean.class, false)
				&& "dataFlow".equals(environment.getProperty(GROUP))) {
			environment.getPropertySources().addFirst(new MapPropertySource("docker", Map.of(GROUP, "docker")));
		}
	}

	/** After the properties have been read. */
	@Override
	public int getOrder() {
		return ConfigDataEnvironmentPostProcessor.ORDER + 1;
	}

}
