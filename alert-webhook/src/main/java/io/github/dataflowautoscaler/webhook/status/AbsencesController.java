package io.github.dataflowautoscaler.webhook.status;

import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows which servers do not answer, so that a user who reads "unknown" knows why.
 */
@RestController
class AbsencesController {

	private final Absences absences;

	AbsencesController(Absences absences) {
		this.absences = absences;
	}

	@GetMapping("/api/absences")
	List<Absence> list() {
		return this.absences.find();
	}

}
