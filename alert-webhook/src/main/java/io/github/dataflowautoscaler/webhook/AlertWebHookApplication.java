package io.github.dataflowautoscaler.webhook;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * The AlertWebHook application: receives alerts from Alertmanager, decides by policy and
 * scales the applications of Data Flow's streams.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class AlertWebHookApplication {

	public static void main(String[] args) {
		SpringApplication.run(AlertWebHookApplication.class, args);
	}

}
