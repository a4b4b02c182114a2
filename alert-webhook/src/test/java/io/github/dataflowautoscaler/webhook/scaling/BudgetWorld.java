package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Budget;
import io.github.dataflowautoscaler.webhook.policy.Membership;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException.Kind;

/**
 * A platform that refuses, is slow, forgets and does not answer, and whose listing is
 * some seconds old. It checks each call against what it knows itself: that no budget is
 * exceeded, and that nobody gets what a more important application is short of.
 */
final class BudgetWorld implements Platform {

	/** Longer than anything that is remembered of a call. */
	private static final Duration CALM = Duration.ofMinutes(6);

	/** Longer than a scale-out without effect is remembered. */
	private static final Duration UNTROUBLED = Duration.ofMinutes(25);

	private static final Duration LISTING = Duration.ofSeconds(10);

	final Map<ApplicationId, App> apps = new TreeMap<>();

	final List<Budget> budgets = new ArrayList<>();

	private final List<Effect> effects = new ArrayList<>();

	private final Random random;

	private Map<ApplicationId, ApplicationState> listing = Map.of();

	private Instant listedAt = Instant.MIN;

	Instant now = Instant.parse("2026-11-27T10:00:00Z");

	int scaleOuts;

	int scaleIns;

	int kept;

	BudgetWorld(Random random) {
		this.random = random;
	}

	void pass(Duration time) {
		this.now = this.now.plus(time);
		for (Iterator<Effect> each = this.effects.iterator(); each.hasNext();) {
			Effect effect = each.next();
			if (!effect.at().isAfter(this.now)) {
				this.apps.get(effect.id()).running = effect.count();
				each.remove();
			}
		}
		if (!this.listedAt.plus(LISTING).isAfter(this.now)) {
			this.listedAt = this.now;
			this.listing = new HashMap<>();
			this.apps.forEach((id, app) -> this.listing.put(id, state(app)));
		}
	}

	private static ApplicationState state(App app) {
		return new ApplicationState(State.DEPLOYED, app.running, app.running, "1");
	}

	@Override
	public String name() {
		return "Data Flow";
	}

	@Override
	public ApplicationState observe(ApplicationId id) {
		return state(this.apps.get(id));
	}

	@Override
	public Map<ApplicationId, ApplicationState> running() {
		return this.listing;
	}

	@Override
	public List<ApplicationId> downstream(ApplicationId id) {
		return List.of();
	}

	@Override
	public void scale(ApplicationId id, int count) {
		App app = this.apps.get(id);
		if (count > app.running) {
			this.scaleOuts++;
			check(id, app, count);
		}
		else {
			this.scaleIns++;
		}
		app.calledAt = this.now;
		int chance = this.random.nextInt(100);
		app.troubledAt = (chance < 75) ? app.troubledAt : this.now;
		if (chance < 40) {
			app.running = count;
		}
		else if (chance < 75) {
			after(id, count, 60);
		}
		else if (chance < 81) {
			throw new PlatformException((chance < 78) ? Kind.BUSY : Kind.UNREACHABLE, "not now");
		}
		else if (chance < 85) {
			throw new PlatformException(Kind.REFUSED, "no");
		}
		else if (chance < 92) {
			if (chance < 89) {
				after(id, count, 600);
			}
			throw new PlatformException(Kind.UNANSWERED, "no answer");
		}
		else if (chance > 95) {
			if (chance > 97) {
				after(id, count, 20);
			}
			throw new Killed();
		}
		// What is left is accepted and never seen.
	}

	private void after(ApplicationId id, int count, int seconds) {
		this.effects.add(new Effect(id, count, this.now.plusSeconds(this.random.nextInt(seconds))));
	}

	/** What an application has, or may yet get. */
	private int has(ApplicationId id) {
		return this.effects.stream()
			.filter((effect) -> effect.id().equals(id))
			.mapToInt(Effect::count)
			.reduce(this.apps.get(id).running, Math::max);
	}

	double taken(Budget budget) {
		double taken = 0;
		for (Map.Entry<ApplicationId, App> each : this.apps.entrySet()) {
			if (budget.covers(each.getKey(), each.getValue().membership)) {
				taken += has(each.getKey()) * each.getValue().membership.weight();
			}
		}
		return taken;
	}

	private void check(ApplicationId id, App app, int count) {
		for (Budget budget : this.budgets) {
			if (!budget.covers(id, app.membership)) {
				continue;
			}
			double after = taken(budget) + Math.max(0, count - has(id)) * app.membership.weight();
			if (after > budget.maxInstances() + 1e-9) {
				throw new AssertionError("%s to %s makes %s of budget %s".formatted(id, count, after, budget));
			}
			if (this.budgets.size() == 1 && count > app.min) {
				double short0 = shortOf(budget, app.membership.priority());
				this.kept += (short0 > 0) ? 1 : 0;
				if (after + short0 > budget.maxInstances() + 1e-9) {
					throw new AssertionError("%s to %s leaves %s of budget %s, and more important ones are short of %s"
						.formatted(id, count, budget.maxInstances() - after, budget, short0));
				}
			}
		}
	}

	/** What the more important applications need and don't have. */
	private double shortOf(Budget budget, int priority) {
		double sum = 0;
		for (Map.Entry<ApplicationId, App> each : this.apps.entrySet()) {
			App other = each.getValue();
			if (other.membership.priority() > priority && budget.covers(each.getKey(), other.membership)
					&& !other.calledAt.plus(CALM).isAfter(this.now)
					&& !other.troubledAt.plus(UNTROUBLED).isAfter(this.now)) {
				sum += Math.max(0, Math.min(other.need, other.max) - other.running) * other.membership.weight();
			}
		}
		return sum;
	}

	/** An application, as it really is. */
	static final class App {

		final Membership membership;

		final int min;

		final int max;

		int running;

		int need;

		private Instant calledAt = Instant.EPOCH;

		private Instant troubledAt = Instant.EPOCH;

		App(Membership membership, int min, int max) {
			this.membership = membership;
			this.min = min;
			this.max = max;
			this.running = 1;
			this.need = 1;
		}

	}

	/** The process ends here. */
	static final class Killed extends Error {

	}

	private record Effect(ApplicationId id, int count, Instant at) {
	}

}
