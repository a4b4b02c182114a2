package io.github.dataflowautoscaler.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.scaling.PlatformException;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Docker Scaler's other addresses. To reschedule a service means that each of its tasks
 * is replaced, so that those on crowded nodes move to new ones.
 */
@RestController
class RescheduleController {

	private final DockerEngine engine;

	private final ServiceLabels labels;

	RescheduleController(DockerEngine engine, ServiceLabels labels) {
		this.engine = engine;
		this.labels = labels;
	}

	@GetMapping({ "/v1/ping", "${autoscale.docker.server-prefix:}/v1/ping" })
	void ping() {
	}

	@PostMapping({ "/v1/reschedule-service", "${autoscale.docker.server-prefix:}/v1/reschedule-service" })
	ResponseEntity<ScalerAnswer> reschedule(@RequestParam String service) {
		Optional<SwarmService> found = this.engine.service(service);
		if (found.isEmpty()) {
			return ResponseEntity.status(HttpStatus.NOT_FOUND).body(ScalerAnswer.refused("There is no such service"));
		}
		if (!this.labels.isRescheduled(found.get())) {
			return ResponseEntity.status(HttpStatus.CONFLICT)
				.body(ScalerAnswer
					.refused("%s is not labeled with %s".formatted(found.get().name(), this.labels.reschedule())));
		}
		this.engine.reschedule(found.get());
		return ResponseEntity.ok(ScalerAnswer.ok("Rescheduled service: " + found.get().name()));
	}

	/** One that can't be rescheduled does not keep the others from it. */
	@PostMapping({ "/v1/reschedule-services", "${autoscale.docker.server-prefix:}/v1/reschedule-services" })
	ResponseEntity<ScalerAnswer> rescheduleAll() {
		List<String> done = new ArrayList<>();
		List<String> failed = new ArrayList<>();
		for (SwarmService service : this.engine.services().stream().filter(this.labels::isRescheduled).toList()) {
			try {
				this.engine.reschedule(service);
				done.add(service.name());
			}
			catch (PlatformException ex) {
				failed.add("%s (%s)".formatted(service.name(), ex.getMessage()));
			}
		}
		if (!failed.isEmpty()) {
			return ResponseEntity.status(HttpStatus.INTERNAL_SERVER_ERROR)
				.body(ScalerAnswer.refused("Unable to reschedule " + String.join(", ", failed)));
		}
		return ResponseEntity.ok(ScalerAnswer.ok(done.isEmpty()
				? "No service is labeled with " + this.labels.reschedule() : "Rescheduled " + String.join(", ", done)));
	}

	@ExceptionHandler
	ResponseEntity<ScalerAnswer> handle(PlatformException ex) {
		return ResponseEntity
			.status(ex.kind().isTransient() ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.INTERNAL_SERVER_ERROR)
			.body(ScalerAnswer.refused(ex.getMessage()));
	}

}
