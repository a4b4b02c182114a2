package io.github.dataflowautoscaler.streamapps.transform;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.expression.Expression;

/**
 * What {@code transform} makes of a message.
 *
 * @param expression SpEL expression for the new payload; it sees payload and headers
 */
@ConfigurationProperties("spel.function")
record TransformProperties(@DefaultValue("payload") Expression expression) {

}
