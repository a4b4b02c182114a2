package io.github.dataflowautoscaler.webhook.page;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.github.dataflowautoscaler.webhook.doctor.Doctor;
import io.github.dataflowautoscaler.webhook.doctor.Finding;
import io.github.dataflowautoscaler.webhook.doctor.Status;
import io.github.dataflowautoscaler.webhook.policy.Policies;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The findings of the doctor, which examines everything when the page is opened.
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
		Map<Status, List<Finding>> byStatus = findings.stream().collect(Collectors.groupingBy(Finding::status));
		model.addAttribute("failures", byStatus.getOrDefault(Status.FAILURE, List.of()));
		model.addAttribute("warnings", byStatus.getOrDefault(Status.WARNING, List.of()));
		model.addAttribute("fine", bySubject(byStatus.getOrDefault(Status.OK, List.of())));
		model.addAttribute("checks", findings.size());
		return "doctor";
	}

	private static Map<String, List<Finding>> bySubject(List<Finding> findings) {
		return findings.stream()
			.collect(Collectors.groupingBy(
					(finding) -> Objects.requireNonNullElse(finding.subject(), "The installation"), LinkedHashMap::new,
					Collectors.toList()));
	}

}
