package io.github.dataflowautoscaler.webhook.policy.web;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import io.github.dataflowautoscaler.webhook.policy.BudgetSettings;
import io.github.dataflowautoscaler.webhook.policy.Budgets;
import io.github.dataflowautoscaler.webhook.policy.Edit;
import io.github.dataflowautoscaler.webhook.policy.StoredBudget;
import io.github.dataflowautoscaler.webhook.scaling.BudgetReader;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The API of budgets. {@code PUT} replaces a budget as a whole; conditions are those of
 * the policy API.
 */
@RestController
@RequestMapping("/api/budgets")
class BudgetController {

	private final Budgets budgets;

	private final BudgetReader reader;

	private final SteadyClock clock;

	BudgetController(Budgets budgets, BudgetReader reader, SteadyClock clock) {
		this.budgets = budgets;
		this.reader = reader;
		this.clock = clock;
	}

	@GetMapping
	List<BudgetDocument> listBudgets() {
		return this.budgets.findAll().stream().map(this::document).toList();
	}

	@GetMapping("/{name}")
	ResponseEntity<BudgetDocument> showBudget(@PathVariable String name) {
		return answer(this.budgets.find(name).orElseThrow(() -> new NoSuchBudgetException(name)));
	}

	@ConditionalChange
	@PutMapping("/{name}")
	ResponseEntity<BudgetDocument> setBudget(@PathVariable String name, @RequestBody BudgetSettings settings,
			HttpServletRequest request) {
		Edit edit = new Edit(this.clock.instant(), request.getUserPrincipal().getName());
		return answer(this.budgets.set(settings.toBudget(name), expectation(request), edit));
	}

	@ConditionalChange
	@DeleteMapping("/{name}")
	ResponseEntity<Void> removeBudget(@PathVariable String name, HttpServletRequest request) {
		if (!this.budgets.remove(name, expectation(request))) {
			throw new NoSuchBudgetException(name);
		}
		return ResponseEntity.noContent().build();
	}

	private ResponseEntity<BudgetDocument> answer(StoredBudget stored) {
		return ResponseEntity.ok().eTag(ExpectedVersion.eTag(stored.version())).body(document(stored));
	}

	private BudgetDocument document(StoredBudget stored) {
		return BudgetDocument.of(stored, this.reader.use(stored.budget()));
	}

	private static Predicate<Optional<StoredBudget>> expectation(HttpServletRequest request) {
		Predicate<Optional<Long>> expected = ExpectedVersion.of(request);
		return (current) -> expected.test(current.map(StoredBudget::version));
	}

}
