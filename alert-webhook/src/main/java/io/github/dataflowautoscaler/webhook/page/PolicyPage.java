package io.github.dataflowautoscaler.webhook.page;

import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Edit;
import io.github.dataflowautoscaler.webhook.policy.Pause;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicyConflictException;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.status.Measures;
import io.github.dataflowautoscaler.webhook.status.StatusReader;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.ModelAndView;

/**
 * Sets, pauses, resumes and removes a policy, for users who are allowed to. A success
 * leads back to the application; a failure shows the form again with what was typed.
 */
@Controller
@RequestMapping("/streams/{stream}/{application}")
class PolicyPage {

	private static final String BACK = "redirect:/streams/{stream}/{application}?done=";

	/** A longer pause can be set without an end. */
	private static final Duration LONGEST_PAUSE = Duration.ofDays(365);

	private final Policies policies;

	private final StatusReader reader;

	private final SteadyClock clock;

	private final Clock systemClock;

	PolicyPage(Policies policies, StatusReader reader, SteadyClock clock, Clock systemClock) {
		this.policies = policies;
		this.reader = reader;
		this.clock = clock;
		this.systemClock = systemClock;
	}

	@ModelAttribute("id")
	ApplicationId id(@PathVariable String stream, @PathVariable String application) {
		return new ApplicationId(stream, application);
	}

	@GetMapping("/policy")
	String edit(@ModelAttribute("id") ApplicationId id, @ModelAttribute("mayModify") boolean mayModify, Model model) {
		if (!mayModify) {
			return "redirect:/streams/{stream}/{application}";
		}
		Optional<StoredPolicy> stored = this.policies.find(id);
		model.addAttribute("stored", stored.orElse(null));
		Measures measures = this.reader.measure(id);
		model.addAttribute("measures", measures);
		model.addAttribute("form", PolicyForm.of(stored, measures.partitions()));
		return "policy";
	}

	@PostMapping("/policy")
	ModelAndView save(@ModelAttribute("id") ApplicationId id, PolicyForm form, Principal user) {
		Map<String, String> wrong = form.problems();
		if (!wrong.isEmpty()) {
			return again(id, form, HttpStatus.BAD_REQUEST, Problem.of(wrong));
		}
		try {
			this.policies.set(id, (current) -> form.toPolicy(current, this.systemClock.instant()), form::isAbout,
					edit(user));
			return new ModelAndView(BACK + "set");
		}
		catch (PolicyConflictException ex) {
			return again(id, form, HttpStatus.CONFLICT, conflict(id, form, ex));
		}
	}

	@PostMapping("/pause")
	String pause(@ModelAttribute("id") ApplicationId id, @RequestParam(required = false) @Nullable Duration duration,
			Principal user) {
		if (duration != null && (duration.isNegative() || duration.compareTo(LONGEST_PAUSE) > 0)) {
			throw new IllegalArgumentException(
					"duration is %s; it must be from PT0S to %s".formatted(duration, LONGEST_PAUSE));
		}
		Pause pause = new Pause((duration != null) ? this.systemClock.instant().plus(duration) : null);
		this.policies.set(id, (current) -> existing(current).withPause(pause), Optional::isPresent, edit(user));
		return BACK + "paused";
	}

	@PostMapping("/resume")
	String resume(@ModelAttribute("id") ApplicationId id, Principal user) {
		this.policies.set(id, (current) -> existing(current).withPause(null), Optional::isPresent, edit(user));
		return BACK + "resumed";
	}

	@PostMapping("/unset")
	String unset(@ModelAttribute("id") ApplicationId id, @RequestParam long version, Principal user) {
		this.policies.remove(id, (current) -> current.filter((stored) -> stored.version() == version).isPresent(),
				edit(user));
		return BACK + "unset";
	}

	/** A button that was pressed too late. */
	@ExceptionHandler
	@ResponseStatus(HttpStatus.CONFLICT)
	ModelAndView handle(PolicyConflictException ex) {
		return new ModelAndView("refused", "message", String.valueOf(ex.getMessage()));
	}

	/**
	 * Shows the form again. Whoever saves it then has been told what is there by now.
	 */
	private ModelAndView again(ApplicationId id, PolicyForm form, HttpStatus status, Problem problem) {
		Optional<StoredPolicy> stored = this.policies.find(id);
		ModelAndView page = new ModelAndView("policy", status);
		page.addObject("stored", stored.orElse(null));
		page.addObject("measures", this.reader.measure(id));
		page.addObject("form", form.about(stored));
		page.addObject("problem", problem);
		page.addObject("labels", PolicyForm.LABELS);
		return page;
	}

	private Problem conflict(ApplicationId id, PolicyForm form, PolicyConflictException ex) {
		Optional<StoredPolicy> stored = this.policies.find(id);
		boolean outdated = !form.isAbout(stored);
		return new Problem(String.valueOf(ex.getMessage()), Map.of(),
				stored.filter((there) -> outdated).map(form::differences).orElse(Map.of()), outdated);
	}

	private Edit edit(Principal user) {
		return new Edit(this.clock.instant(), user.getName());
	}

	private static Policy existing(Optional<StoredPolicy> current) {
		return current.orElseThrow().policy();
	}

}
