package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.dataflowautoscaler.webhook.SettableClock;
import io.github.dataflowautoscaler.webhook.decision.Arrival;
import io.github.dataflowautoscaler.webhook.decision.Decision;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.decision.Measurement;
import io.github.dataflowautoscaler.webhook.decision.Observation;
import io.github.dataflowautoscaler.webhook.history.History;
import io.github.dataflowautoscaler.webhook.history.InMemoryHistory;
import io.github.dataflowautoscaler.webhook.leadership.Leadership;
import io.github.dataflowautoscaler.webhook.leadership.SharedLease;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Budget;
import io.github.dataflowautoscaler.webhook.policy.Budgets;
import io.github.dataflowautoscaler.webhook.policy.Edit;
import io.github.dataflowautoscaler.webhook.policy.InMemoryBudgets;
import io.github.dataflowautoscaler.webhook.policy.InMemoryPolicies;
import io.github.dataflowautoscaler.webhook.policy.Membership;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.scaling.BudgetWorld.App;
import io.github.dataflowautoscaler.webhook.scaling.BudgetWorld.Killed;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;
import io.github.dataflowautoscaler.webhook.time.SystemTicks;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A budget in random situations: two replicas, of which one decides and the other one may
 * believe that it does, both of them killed at any time, on a platform that refuses, does
 * not answer, and is slow. Decisions of several applications overlap. {@link BudgetWorld}
 * checks each call.
 */
class BudgetPropertyTests {

	private static final int STEPS = Integer.getInteger("budget.steps", 50_000);

	private static final long SEED = Long.getLong("budget.seed", 1);

	private static final int STEPS_EACH = 2_000;

	private int scaleOuts;

	private int scaleIns;

	private int kept;

	@Test
	@DisplayName("case 83: never above a budget, and the more important ones first")
	void neverAbove() {
		for (int run = 0; run * STEPS_EACH < STEPS; run++) {
			long seed = SEED + run;
			try {
				new Run(new Random(seed)).go();
			}
			catch (AssertionError ex) {
				throw new AssertionError("With -Dbudget.seed=%s: %s".formatted(seed, ex.getMessage()), ex);
			}
		}
		assertThat(this.scaleOuts).isGreaterThan(STEPS / 100);
		assertThat(this.scaleIns).isGreaterThan(STEPS / 200);
		assertThat(this.kept).isGreaterThan(STEPS / 10_000);
	}

	/** A number of steps in one world. */
	private final class Run {

		private final Random random;

		private final BudgetWorld world;

		private final SharedLease lease = new SharedLease();

		private final Policies policies = InMemoryPolicies.create();

		private final Budgets budgets = InMemoryBudgets.create();

		private final ScaleRequests requests = new InMemoryScaleRequests();

		private final Learned learned = new InMemoryLearned();

		private final SteadyClock clock;

		private final SettableClock system;

		private final History history;

		private final List<Replica> replicas = new ArrayList<>();

		private int leading;

		private int depth;

		Run(Random random) {
			this.random = random;
			this.world = new BudgetWorld(random);
			this.system = new SettableClock(() -> this.world.now);
			this.clock = SettableClock.steady(this.system);
			this.history = InMemoryHistory.create((event) -> {
			}, this.clock, Duration.ofMinutes(70));
			boolean two = random.nextInt(4) == 0;
			boolean weighted = random.nextInt(3) == 0;
			int apps = 3 + random.nextInt(3);
			for (int i = 0; i < apps; i++) {
				ApplicationId id = new ApplicationId("s" + i % 2, "a" + i);
				App app = new App(new Membership("team", weighted ? 1 + random.nextInt(3) / 2.0 : 1, random.nextInt(3)),
						1 + random.nextInt(2), 6);
				this.world.apps.put(id, app);
				this.policies.set(id,
						(current) -> new PolicySettings(app.min, app.max, null, null, null, null, null, null, null,
								null, null, null, null, null, null, "team", app.membership.weight(),
								app.membership.priority())
							.toPolicy(),
						(current) -> true, edit());
			}
			budget(new Budget("team", 2 * apps + random.nextInt(3 * apps), null, "team", random.nextBoolean()));
			if (two) {
				budget(new Budget("s0", apps + random.nextInt(apps), "s0", null, random.nextBoolean()));
			}
			this.replicas.add(new Replica());
			this.replicas.add(new Replica());
			this.lease.giveTo(leader().leadership);
			this.world.pass(Duration.ofSeconds(10));
		}

		private void budget(Budget budget) {
			this.world.budgets.add(budget);
			this.budgets.set(budget, (current) -> true, edit());
		}

		private Edit edit() {
			return new Edit(this.world.now, "ops");
		}

		private Replica leader() {
			return this.replicas.get(this.leading);
		}

		void go() {
			for (int step = 0; step < STEPS_EACH; step++) {
				step();
			}
			BudgetPropertyTests.this.scaleOuts += this.world.scaleOuts;
			BudgetPropertyTests.this.scaleIns += this.world.scaleIns;
			BudgetPropertyTests.this.kept += this.world.kept;
		}

		private void step() {
			int chance = this.random.nextInt(1000);
			if (chance < 450) {
				alert();
			}
			else if (chance < 600) {
				take(any(), leader());
			}
			else if (chance < 900) {
				pass();
			}
			else if (chance < 960) {
				this.world.apps.get(any()).need = 1 + this.random.nextInt((this.random.nextInt(3) == 0) ? 6 : 3);
			}
			else if (chance < 980) {
				take(any(), this.replicas.get(1 - this.leading));
			}
			else if (chance < 990) {
				takeOver();
			}
			else if (chance < 995) {
				leader().minimum.look();
			}
			else {
				InMemoryHistory.forget(this.history);
			}
		}

		private void alert() {
			ApplicationId id = any();
			App app = this.world.apps.get(id);
			if (app.need != app.running) {
				this.requests.replace(List.of(ScaleRequest.of(id,
						(app.need > app.running) ? Direction.OUT : Direction.IN, "Alert", this.world.now)));
				take(id, leader());
			}
		}

		private void pass() {
			this.world.pass(Duration.ofSeconds(15));
			this.replicas.forEach((replica) -> replica.assessment.assess());
		}

		/** The other one decides from now on, and may be told or not. */
		private void takeOver() {
			Leadership before = leader().leadership;
			this.leading = 1 - this.leading;
			this.lease.giveTo(leader().leadership);
			if (this.random.nextBoolean()) {
				this.lease.notice(before);
			}
		}

		/** One lane's step; a process that is killed begins anew, without the lease. */
		private void take(ApplicationId id, Replica replica) {
			ApplicationId before = replica.deciding;
			try {
				this.depth++;
				replica.deciding = id;
				replica.processor.step(id);
			}
			catch (Killed ex) {
				int killed = this.replicas.indexOf(replica);
				this.replicas.set(killed, new Replica());
				if (killed == this.leading) {
					this.leading = 1 - killed;
					this.lease.giveTo(leader().leadership);
				}
			}
			finally {
				replica.deciding = before;
				this.depth--;
			}
		}

		private ApplicationId any() {
			return List.copyOf(this.world.apps.keySet()).get(this.random.nextInt(this.world.apps.size()));
		}

		/** What happens between a decision and its record. */
		private void meanwhile(Replica replica) {
			if (this.depth == 1 && this.random.nextInt(3) == 0) {
				if (this.random.nextInt(10) == 0) {
					takeOver();
				}
				ApplicationId id = any();
				if (!id.equals(replica.deciding)) {
					App other = this.world.apps.get(id);
					if (other.membership.priority() <= this.world.apps.get(replica.deciding).membership.priority()) {
						// Nobody could have known of that.
						other.need = other.max;
					}
					this.requests.replace(List.of(ScaleRequest.of(id, Direction.OUT, "Alert", this.world.now)));
					take(id, leader());
				}
			}
		}

		private Map<ApplicationId, Observation> measured() {
			Map<ApplicationId, Observation> measured = new HashMap<>();
			this.world.apps.forEach((id, app) -> measured.put(id, observation(app)));
			return measured;
		}

		/** Each instance can do ten messages per second, and there are 60 partitions. */
		private static Observation observation(App app) {
			double arrival = 8.5 * app.need - 0.01;
			double input = Math.min(arrival, 10 * app.running);
			Measurement rate = Measurement.of(arrival);
			Measurement flat = Measurement.of(0);
			return new Observation(new Arrival(rate, rate, flat, flat), Measurement.of(input), Measurement.of(input),
					Measurement.of(input / 10), Measurement.of(0), flat, Measurement.of(app.running),
					Measurement.of(app.running), Measurement.of(60), null);
		}

		/** All that one process has. */
		private final class Replica {

			private final Leadership leadership = Run.this.lease.join();

			private final ScaleRequestProcessor processor;

			private final RegularAssessment assessment;

			private final MinimumKeeper minimum;

			private ApplicationId deciding;

			Replica() {
				BudgetWorld platform = Run.this.world;
				ScalingProperties properties = new ScalingProperties(Duration.ofMinutes(10), Duration.ofMinutes(5),
						Duration.ofMinutes(11), Duration.ofSeconds(1), Duration.ofSeconds(2));
				Observations observations = () -> new Observations.Measured(measured(), "not measured", null);
				Memories memories = new Memories(Run.this.learned, this.leadership);
				Schedules schedules = new Schedules(memories, Run.this.system);
				InputReader inputs = new InputReader(platform, observations, memories);
				Journal journal = new Journal(Run.this.history, Run.this.requests, new Interrupted(), (event) -> {
				}, Run.this.clock);
				ScaleCalls calls = new AnyNumberOfCalls(platform);
				Collector collector = new Collector(Run.this.policies, platform, Run.this.history, inputs,
						Run.this.clock, schedules, new BudgetReader(Run.this.policies, Run.this.budgets, platform,
								Run.this.history, inputs, schedules, Run.this.clock));
				ScalingLoop loop = new ScalingLoop(collector, memories, journal, calls,
						new Announcer(memories, Run.this.policies,
								(event) -> Run.this.requests.replace(List.of((ScaleRequest) event)), Run.this.clock),
						properties);
				this.processor = new ScaleRequestProcessor(Run.this.requests, Run.this.history,
						new ReadBack(memories, platform, journal, calls, properties), loop, this.leadership, properties,
						new SystemTicks());
				this.assessment = new RegularAssessment(Run.this.policies, platform, Run.this.history,
						new Assessor(observations, memories, schedules, Run.this.clock), memories,
						new OutsideChanges(Run.this.history, this.leadership, Run.this.clock));
				this.minimum = new MinimumKeeper(Run.this.policies, schedules, platform,
						new UnpromptedRequests((event) -> Run.this.requests.replace(List.of((ScaleRequest) event)),
								this.leadership, Run.this.clock));
			}

			/** Before a transaction begins, others may be carried out. */
			private final class Interrupted implements TransactionOperations {

				@Override
				public <T> T execute(TransactionCallback<T> action) {
					meanwhile(Replica.this);
					return TransactionOperations.withoutTransaction().execute(action);
				}

			}

		}

	}

	/** Nobody waits in a single thread. */
	private static final class AnyNumberOfCalls extends ScaleCalls {

		AnyNumberOfCalls(Platform platform) {
			super(platform, new SystemTicks());
		}

		@Override
		void open(ApplicationId id, Decision decision) {
		}

	}

}
