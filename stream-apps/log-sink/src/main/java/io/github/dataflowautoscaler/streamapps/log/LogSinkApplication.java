package io.github.dataflowautoscaler.streamapps.log;

import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.messaging.Message;

/**
 * The sink {@code log}: logs the value of a SpEL expression for each message.
 */
@SpringBootApplication
@EnableConfigurationProperties(LogProperties.class)
public class LogSinkApplication {

	public static void main(String[] args) {
		SpringApplication.run(LogSinkApplication.class, args);
	}

	@Bean
	Consumer<Message<String>> log(LogProperties properties) {
		Log log = LogFactory.getLog(properties.name());
		return (message) -> properties.level().log(log, String.valueOf(properties.expression().getValue(message)));
	}

}
