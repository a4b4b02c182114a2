package io.github.dataflowautoscaler.webhook.page;

import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.status.Absence;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * What all pages have in common: the user, what the user may do, and the servers that do
 * not answer.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
@ControllerAdvice(basePackageClasses = Frame.class)
class Frame {

	private final Surroundings surroundings;

	Frame(Surroundings surroundings) {
		this.surroundings = surroundings;
	}

	@ModelAttribute("words")
	Words words() {
		return Words.INSTANCE;
	}

	@ModelAttribute("mayModify")
	boolean mayModify(HttpServletRequest request) {
		return request.isUserInRole("MODIFY");
	}

	@ModelAttribute("absences")
	List<Absence> absences() {
		return this.surroundings.absences();
	}

	/** Somebody has changed the address, to a name that no stream can have. */
	@ExceptionHandler
	@ResponseStatus(HttpStatus.BAD_REQUEST)
	String handle(IllegalArgumentException ex, Model model) {
		model.addAttribute("message", ex.getMessage());
		return "refused";
	}

	/** The address comes from a bookmark, or was made up. */
	@ExceptionHandler
	ModelAndView handle(ResponseStatusException ex) {
		return new ModelAndView("missing", Map.of("message", String.valueOf(ex.getReason())), ex.getStatusCode());
	}

}
