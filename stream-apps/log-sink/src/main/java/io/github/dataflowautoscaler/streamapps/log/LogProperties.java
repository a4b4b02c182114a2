package io.github.dataflowautoscaler.streamapps.log;

import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.logging.LogLevel;
import org.springframework.expression.Expression;
import org.springframework.validation.annotation.Validated;

/**
 * What {@code log} logs, and how.
 *
 * @param name name of the logger
 * @param level level to log at
 * @param expression SpEL expression for the text to log; it sees payload and headers
 */
@Validated
@ConfigurationProperties("log")
record LogProperties(@DefaultValue("log-sink") @NotBlank String name, @DefaultValue("INFO") LogLevel level,
		@DefaultValue("payload") Expression expression) {

}
