package io.github.dataflowautoscaler.streamapps.variants;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/**
 * An application of the kind that its profile names: {@code bridge}, {@code batch} or
 * {@code streams}.
 */
@SpringBootApplication
@EnableConfigurationProperties(WorkProperties.class)
public class VariantsApplication {

	public static void main(String[] args) {
		SpringApplication.run(VariantsApplication.class, args);
	}

}
