package io.github.dataflowautoscaler.webhook.dataflow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;

/**
 * For what is of use only where Data Flow runs the applications, and not where Docker has
 * taken its place.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ConditionalOnBooleanProperty(name = "autoscale.docker.enabled", havingValue = false, matchIfMissing = true)
public @interface ConditionalOnDataFlow {

}
