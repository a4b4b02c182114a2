package io.github.dataflowautoscaler.webhook.policy.web;

import io.github.dataflowautoscaler.webhook.hindsight.HindsightException;
import io.github.dataflowautoscaler.webhook.policy.BudgetSettings;
import io.github.dataflowautoscaler.webhook.policy.PolicyConflictException;
import io.github.dataflowautoscaler.webhook.policy.Quoted;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Says what is wrong with a request to the policy API, as problem details (RFC 9457).
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice(assignableTypes = { PolicyController.class, PolicyFileController.class,
		SimulationController.class, BudgetController.class })
class PolicyProblems {

	@ExceptionHandler
	ProblemDetail handle(IllegalArgumentException ex) {
		return problem(HttpStatus.BAD_REQUEST, ex);
	}

	@ExceptionHandler
	ProblemDetail handle(NoSuchPolicyException ex) {
		return problem(HttpStatus.NOT_FOUND, ex);
	}

	@ExceptionHandler
	ProblemDetail handle(NoSuchBudgetException ex) {
		return problem(HttpStatus.NOT_FOUND, ex);
	}

	@ExceptionHandler
	ProblemDetail handle(PolicyConflictException ex) {
		return problem(switch (ex.kind()) {
			case CHANGED -> HttpStatus.PRECONDITION_FAILED;
			case DECLARED, DEPLOYED -> HttpStatus.CONFLICT;
			case UNSCALABLE -> HttpStatus.UNPROCESSABLE_CONTENT;
		}, ex);
	}

	@ExceptionHandler
	ProblemDetail handle(HindsightException ex) {
		return problem(ex.isBusy() ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.UNPROCESSABLE_CONTENT, ex);
	}

	@ExceptionHandler
	ProblemDetail handle(PrometheusException ex) {
		return problem(HttpStatus.BAD_GATEWAY, ex);
	}

	@ExceptionHandler
	ProblemDetail handle(HttpMessageNotReadableException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, explain(ex.getCause()));
	}

	@ExceptionHandler
	ProblemDetail handle(JacksonException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, explain(ex));
	}

	private static String explain(@Nullable Throwable cause) {
		if (cause instanceof UnrecognizedPropertyException unknown) {
			return "'%s' is not a setting of a %s; the settings are %s".formatted(
					Quoted.shortened(unknown.getPropertyName()),
					BudgetSettings.class.equals(unknown.getReferringClass()) ? "budget" : "policy",
					unknown.getKnownPropertyIds());
		}
		if (cause instanceof InvalidFormatException invalid && !invalid.getPath().isEmpty()) {
			return "%s is '%s', which is not a valid %s".formatted(
					invalid.getPath().get(invalid.getPath().size() - 1).getPropertyName(),
					Quoted.shortened(String.valueOf(invalid.getValue())), invalid.getTargetType().getSimpleName());
		}
		return "The body is not a valid policy in JSON";
	}

	private static ProblemDetail problem(HttpStatus status, Exception ex) {
		return ProblemDetail.forStatusAndDetail(status, ex.getMessage());
	}

}
