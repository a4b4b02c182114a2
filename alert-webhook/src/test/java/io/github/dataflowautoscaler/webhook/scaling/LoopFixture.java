package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;

import io.github.dataflowautoscaler.webhook.SettableClock;
import io.github.dataflowautoscaler.webhook.decision.Arrival;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.decision.Measurement;
import io.github.dataflowautoscaler.webhook.decision.Observation;
import io.github.dataflowautoscaler.webhook.history.History;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.history.HistoryQuery;
import io.github.dataflowautoscaler.webhook.history.InMemoryHistory;
import io.github.dataflowautoscaler.webhook.leadership.SettableLeadership;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Budget;
import io.github.dataflowautoscaler.webhook.policy.Budgets;
import io.github.dataflowautoscaler.webhook.policy.Edit;
import io.github.dataflowautoscaler.webhook.policy.InMemoryBudgets;
import io.github.dataflowautoscaler.webhook.policy.InMemoryPolicies;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;
import io.github.dataflowautoscaler.webhook.time.SystemTicks;
import io.github.dataflowautoscaler.webhook.time.Ticks;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionOperations;

/**
 * The loop of one replica, without Spring, HTTP and threads: what is around it is in
 * memory, and time passes when the test says so.
 */
final class LoopFixture {

	static final ApplicationId TRANSFORM = new ApplicationId("scaletest", "transform");

	static final ApplicationId LOG = new ApplicationId("scaletest", "log");

	final FakePlatform platform = new FakePlatform();

	final SettableLeadership leadership = new SettableLeadership();

	final Policies policies = InMemoryPolicies.create();

	final Budgets budgets = InMemoryBudgets.create();

	final ScaleRequests requests = new InMemoryScaleRequests();

	final List<ScaleCall> acceptedCalls = new ArrayList<>();

	private final Map<ApplicationId, Observation> measured = new HashMap<>();

	private final Learned learned;

	private final History history;

	private final SteadyClock clock;

	private final RegularAssessment assessment;

	private final ScalingLoop loop;

	private final ScaleRequestProcessor processor;

	private final MinimumKeeper minimumKeeper;

	private final ForesightKeeper foresightKeeper;

	private Optional<Function<Instant, @Nullable Double>> past = Optional.empty();

	private Instant now = Instant.parse("2026-11-27T10:00:00Z");

	LoopFixture() {
		this(new InMemoryLearned());
	}

	LoopFixture(Learned learned) {
		this.learned = learned;
		SettableClock system = new SettableClock(() -> this.now);
		this.clock = SettableClock.steady(system);
		this.history = InMemoryHistory.create((event) -> {
		}, this.clock);
		Ticks ticks = new SystemTicks();
		ScalingProperties properties = new ScalingProperties(Duration.ofMinutes(10), Duration.ofMinutes(5),
				Duration.ofMinutes(11), Duration.ofSeconds(1), Duration.ofSeconds(2));
		Observations observations = () -> new Observations.Measured(this.measured, "not measured", null);
		Memories memories = new Memories(learned, this.leadership.leading());
		Journal journal = new Journal(this.history, this.requests, TransactionOperations.withoutTransaction(),
				(event) -> this.acceptedCalls.add((ScaleCall) event), this.clock);
		ScaleCalls calls = new ScaleCalls(this.platform, ticks);
		Schedules schedules = new Schedules(memories, system);
		InputReader inputs = new InputReader(this.platform, observations, memories);
		Collector collector = new Collector(this.policies, this.platform, this.history, inputs, this.clock, schedules,
				new BudgetReader(this.policies, this.budgets, this.platform, this.history, inputs, schedules,
						this.clock));
		this.loop = new ScalingLoop(collector, memories, journal, calls,
				new Announcer(memories, this.policies, this::publish, this.clock), properties);
		Assessor assessor = new Assessor(observations, memories, schedules, this.clock);
		this.assessment = new RegularAssessment(this.policies, this.platform, this.history, assessor, memories,
				new OutsideChanges(this.history, this.leadership.leading(), this.clock));
		this.processor = new ScaleRequestProcessor(this.requests, this.history,
				new ReadBack(memories, this.platform, journal, calls, properties), this.loop, this.leadership.leading(),
				properties, ticks);
		UnpromptedRequests unprompted = new UnpromptedRequests(this::publish, this.leadership.leading(), this.clock);
		this.minimumKeeper = new MinimumKeeper(this.policies, schedules, this.platform, unprompted);
		this.foresightKeeper = new ForesightKeeper(this.policies, this.platform, new Forecasts(this::past, observations,
				memories, new ForesightProperties(ZoneId.of("UTC")), system, this.clock), assessor, unprompted);
	}

	/** Has an application be overloaded, with a reader that is not. */
	void overload() {
		this.platform.deployed(TRANSFORM, 1, LOG).deployed(LOG, 1);
		policy(TRANSFORM, PolicySettings.of(Strategy.RATE, 4)).policy(LOG, PolicySettings.of(Strategy.RATE, 4));
		measure(TRANSFORM, 1, 25, 10, 1, 300);
		measure(LOG, 1, 10, 10, 0.8, 0);
	}

	private void publish(Object event) {
		this.requests.replace(List.of((ScaleRequest) event));
	}

	private Optional<List<@Nullable Double>> past(ApplicationId id, Instant from, Instant to) {
		return this.past.map((rates) -> LongStream.range(0, Duration.between(from, to).toMinutes())
			.mapToObj((minute) -> rates.apply(from.plus(Duration.ofMinutes(minute))))
			.toList());
	}

	/**
	 * Has Prometheus know what arrived in each minute of the past.
	 * @param rates messages per second by the time when the minute began; {@code null}
	 * where it is unknown
	 */
	void past(@Nullable Function<Instant, @Nullable Double> rates) {
		this.past = Optional.ofNullable(rates);
	}

	void foresee() {
		this.foresightKeeper.look();
	}

	void keepMinimum() {
		this.minimumKeeper.look();
	}

	Learned learned() {
		return this.learned;
	}

	LoopFixture policy(ApplicationId id, PolicySettings settings) {
		this.policies.set(id, (current) -> settings.toPolicy(), (current) -> true, edit());
		return this;
	}

	LoopFixture budget(Budget budget) {
		this.budgets.set(budget, (current) -> true, edit());
		return this;
	}

	void removePolicy(ApplicationId id) {
		this.policies.remove(id, (current) -> true, edit());
	}

	private Edit edit() {
		return new Edit(this.clock.instant(), "ops");
	}

	/**
	 * Has Prometheus measure an application of four partitions.
	 * @param arrival messages per second
	 * @param input messages per second
	 * @param busy seconds per second
	 * @param lag messages
	 */
	void measure(ApplicationId id, int instances, double arrival, double input, double busy, double lag) {
		Measurement rate = Measurement.of(arrival);
		Measurement flat = Measurement.of(0);
		this.measured.put(id,
				new Observation(new Arrival(rate, rate, flat, flat), Measurement.of(input), Measurement.of(input),
						Measurement.of(busy), Measurement.of(lag), flat, Measurement.of(instances),
						Measurement.of(instances), Measurement.of(4), null));
	}

	void alert(ApplicationId id, Direction direction) {
		this.requests.replace(List.of(ScaleRequest.of(id, direction, "Alert", this.now)));
	}

	void byHand(ApplicationId id, Direction direction, int step) {
		this.requests.replace(List.of(ScaleRequest.of(id, direction, "by hand", this.now).by(step)));
	}

	/**
	 * Takes the application's next step, as its lane does.
	 * @return when it wants to be called again
	 */
	Optional<Duration> step(ApplicationId id) {
		return this.processor.step(id);
	}

	/**
	 * Goes round the loop for a request, whether or not it still waits.
	 * @param request the request
	 * @return when it wants to be called again
	 */
	Optional<Duration> run(ScaleRequest request) {
		return this.loop.run(request, this.leadership.leading().mandate().orElseThrow());
	}

	void assess() {
		this.assessment.assess();
	}

	void pass(Duration time) {
		this.now = this.now.plus(time);
	}

	List<HistoryEntry> history(ApplicationId id) {
		return this.history.find(new HistoryQuery(id.stream(), id.application(), null, 100));
	}

	HistoryEntry latest(ApplicationId id) {
		return history(id).get(0);
	}

}
