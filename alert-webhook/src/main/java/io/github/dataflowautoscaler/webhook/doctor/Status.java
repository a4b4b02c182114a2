package io.github.dataflowautoscaler.webhook.doctor;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The severity of a finding.
 */
public enum Status {

	/** Nothing to do. */
	OK,

	/** Autoscaling works, but not as well as it could, or it is not known whether. */
	WARNING,

	/** Autoscaling does not work. */
	FAILURE;

	/** As the API writes it. */
	@JsonValue
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
