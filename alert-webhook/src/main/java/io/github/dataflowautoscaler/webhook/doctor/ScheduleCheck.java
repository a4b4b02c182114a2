package io.github.dataflowautoscaler.webhook.doctor;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.policy.schedule.Window;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Whether each window of a schedule has its time.
 */
@Component
@Order(19)
class ScheduleCheck implements Check {

	private final Clock systemClock;

	ScheduleCheck(Clock systemClock) {
		this.systemClock = systemClock;
	}

	@Override
	public String name() {
		return "schedule";
	}

	@Override
	public List<Finding> examine(List<StoredPolicy> policies) {
		return policies.stream()
			.filter((stored) -> !stored.policy().schedule().isEmpty())
			.map((stored) -> look(stored.policy().schedule()).about(stored.id()))
			.toList();
	}

	private Finding look(List<Window> schedule) {
		Instant now = this.systemClock.instant();
		List<Window> never = Window.neverInForce(schedule, now);
		if (!never.isEmpty()) {
			return Finding.warning(this,
					"Not in force within a year: "
							+ never.stream().map(Window::toString).collect(Collectors.joining(", ")),
					"Remove it if its time is over; otherwise put it before the windows that are open at the same time");
		}
		String present = Window.inForce(schedule, now)
			.map((window) -> "The window '%s' is in force".formatted(window.name()))
			.orElse("No window is in force");
		return Finding.ok(this, present + Window.nextChange(schedule, now).map(" until %s"::formatted).orElse(""));
	}

}
