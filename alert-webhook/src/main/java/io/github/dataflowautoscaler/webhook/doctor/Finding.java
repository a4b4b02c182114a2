package io.github.dataflowautoscaler.webhook.doctor;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.jspecify.annotations.Nullable;

/**
 * What a check has found.
 *
 * @param check the check's name
 * @param subject the application that it is about, such as {@code scaletest/transform};
 * absent if it is about the installation
 * @param status how bad it is
 * @param message what was found, a sentence without a full stop
 * @param remedy what to do about it, absent if there is nothing to do
 */
public record Finding(String check, @Nullable String subject, Status status, String message, @Nullable String remedy) {

	static Finding ok(Check check, String message) {
		return new Finding(check.name(), null, Status.OK, message, null);
	}

	static Finding warning(Check check, String message, String remedy) {
		return new Finding(check.name(), null, Status.WARNING, message, remedy);
	}

	static Finding failure(Check check, String message, String remedy) {
		return new Finding(check.name(), null, Status.FAILURE, message, remedy);
	}

	/**
	 * The same finding of one application.
	 * @param application the application
	 * @return the finding with its subject
	 */
	Finding about(ApplicationId application) {
		return new Finding(this.check, application.toString(), this.status, this.message, this.remedy);
	}

}
