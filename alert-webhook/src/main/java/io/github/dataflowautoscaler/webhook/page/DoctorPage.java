package io.github.dataflowautoscaler.webhook.page;

import java.time.Clock;
import java.util.List;

import io.github.dataflowautoscaler.webhook.doctor.Doctor;
import io.github.dataflowautoscaler.webhook.doctor.Finding;
import io.github.dataflowautoscaler.webhook.doctor.Status;
import io.github.dataflowautoscaler.webhook.policy.Policies;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * What the doctor finds. Whoever looks has everything examined.
 */
@Controller
class DoctorPage {

	private final Doctor doctor;

	private final Policies policies;

	private final Clock systemClock;

	DoctorPage(Doctor doctor, Policies policies, Clock systemClock) {
		this.doctor = doctor;
		this.policies = policies;
		this.systemClock = systemClock;
	}

	@GetMapping("/doctor")
	String show(Model model) {
		model.addAttribute("checkedAt", this.systemClock.instant());
		List<Finding> findings = this.doctor.examine(this.policies::findAll);
		model.addAttribute("findings", findings);
		model.addAttribute("failures", count(findings, Status.FAILURE));
		model.addAttribute("warnings", count(findings, Status.WARNING));
		return "doctor";
	}

	private static long count(List<Finding> findings, Status status) {
		return findings.stream().filter((finding) -> finding.status() == status).count();
	}

}
