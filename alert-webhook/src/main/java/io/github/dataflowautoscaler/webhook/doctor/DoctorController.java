package io.github.dataflowautoscaler.webhook.doctor;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.Quoted;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows what the doctor finds. The answer is 200 whatever that is.
 */
@RestController
class DoctorController {

	private final Doctor doctor;

	private final Policies policies;

	private final Clock systemClock;

	DoctorController(Doctor doctor, Policies policies, Clock systemClock) {
		this.doctor = doctor;
		this.policies = policies;
		this.systemClock = systemClock;
	}

	@GetMapping("/api/doctor")
	Report examine(@RequestParam(required = false) @Nullable String stream,
			@RequestParam(required = false) @Nullable String application) {
		return new Report(this.systemClock.instant(), this.doctor.examine(() -> select(stream, application)));
	}

	private List<StoredPolicy> select(@Nullable String stream, @Nullable String application) {
		List<StoredPolicy> selected = this.policies.findAll()
			.stream()
			.filter((stored) -> stream == null || stream.equals(stored.id().stream()))
			.filter((stored) -> application == null || application.equals(stored.id().application()))
			.toList();
		if (selected.isEmpty() && (stream != null || application != null)) {
			String asked = Stream.of(stream, application)
				.filter(Objects::nonNull)
				.map(Quoted::shortened)
				.collect(Collectors.joining("/"));
			throw new ErrorResponseException(HttpStatus.NOT_FOUND,
					ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, asked + " has no policy"), null);
		}
		return selected;
	}

	/**
	 * An examination.
	 *
	 * @param checkedAt when it began
	 * @param findings what was found, in a fixed order
	 */
	record Report(Instant checkedAt, List<Finding> findings) {
	}

}
