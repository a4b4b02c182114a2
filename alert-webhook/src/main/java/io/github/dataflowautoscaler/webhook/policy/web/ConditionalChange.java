package io.github.dataflowautoscaler.webhook.policy.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Describes the headers that make a change conditional on what is there.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(name = "If-Match", in = ParameterIn.HEADER, schema = @Schema(type = "string"),
		description = "The ETag of what was read; 412 if it is another one now")
@Parameter(name = "If-None-Match", in = ParameterIn.HEADER, schema = @Schema(type = "string"),
		description = "* if there must not be one yet; 412 if there is one")
@interface ConditionalChange {

}
