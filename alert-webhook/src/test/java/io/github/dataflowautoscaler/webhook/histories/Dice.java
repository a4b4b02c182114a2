package io.github.dataflowautoscaler.webhook.histories;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;

import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.histories.DataFlow.Answer;
import io.github.dataflowautoscaler.webhook.histories.Mishap.How;
import io.github.dataflowautoscaler.webhook.histories.Monitoring.Way;
import io.github.dataflowautoscaler.webhook.histories.SimulatedApplication.Gap;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Budget;
import io.github.dataflowautoscaler.webhook.policy.Policy;

/**
 * Draws a plan from a seed. Each kind of happening is as likely as it is wanted.
 */
final class Dice {

	private static final List<ApplicationId> APPLICATIONS = List.of(new ApplicationId("orders", "enrich"),
			new ApplicationId("scaletest", "transform"));

	private static final int MOST_HAPPENINGS = 14;

	private final SplittableRandom random;

	private final long seed;

	private Dice(long seed) {
		this.seed = seed;
		this.random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L);
	}

	static Plan plan(long seed) {
		return new Dice(seed).plan();
	}

	private Plan plan() {
		int replicas = 2 + this.random.nextInt(2);
		List<Plan.Application> applications = APPLICATIONS.stream()
			.map((id) -> new Plan.Application(id, 1 + this.random.nextInt(3), load(), policy()))
			.toList();
		List<Happening> happenings = new ArrayList<>();
		int count = 3 + this.random.nextInt(MOST_HAPPENINGS - 2);
		for (int i = 0; i < count; i++) {
			happenings.add(happening());
		}
		happenings.sort(Comparator.comparing(Happening::at));
		return new Plan(this.seed, replicas, applications, budget(applications), happenings);
	}

	private Budget budget(List<Plan.Application> applications) {
		int minima = applications.stream().mapToInt((application) -> application.policy().minInstances()).sum();
		return (this.random.nextInt(3) == 0)
				? new Budget("all", minima + this.random.nextInt(5), null, null, this.random.nextBoolean()) : null;
	}

	private Policy policy() {
		return Settings.draw(this.random);
	}

	private double load() {
		return 1 + this.random.nextInt(45);
	}

	private Happening happening() {
		ApplicationId id = pick(APPLICATIONS.toArray(new ApplicationId[0]));
		return switch (this.random.nextInt(16)) {
			case 0, 1 -> load(id, load());
			case 2 -> surge(load());
			case 3, 4, 5, 6 -> mishap();
			case 7, 8 -> answer(pick(Answer.values()), seconds(100));
			case 9 -> process();
			case 10 -> gap(id, pick(Gap.values()), seconds(90));
			case 11 -> notification(pick(Way.values()));
			case 12 -> byHand(id);
			case 13 -> operator(id);
			case 14 -> down(pick(Server.values()), seconds(60));
			default -> own(id, pick(Direction.values()));
		};
	}

	private Happening load(ApplicationId id, double rate) {
		return at("%s messages/s arrive at %s".formatted(rate, id),
				(world) -> world.application(id).load(rate, world.time.now()));
	}

	private Happening surge(double rate) {
		return at("%s messages/s arrive at each application".formatted(rate),
				(world) -> world.applications.forEach((application) -> application.load(rate, world.time.now())));
	}

	private Happening mishap() {
		Mishap mishap = new Mishap(pick(Point.values()), pick(How.values()), seconds(40));
		return at(mishap.toString(), (world) -> world.mishaps.add(mishap));
	}

	private Happening answer(Answer answer, Duration length) {
		return at("Data Flow's next answer: %s, %s s".formatted(text(answer), length.toSeconds()),
				(world) -> world.dataFlow.prepare(answer, length));
	}

	private Happening process() {
		int index = this.random.nextInt(3);
		Duration length = seconds(40);
		return switch (this.random.nextInt(4)) {
			case 0 -> at("replica %s is killed, and started again after %s s".formatted(index, length.toSeconds()),
					(world) -> world.kill(replica(world, index), length));
			case 1 -> {
				Duration error = seconds(60).minusSeconds(30);
				yield at("the clock of replica %s is %s s ahead".formatted(index, error.toSeconds()),
						(world) -> replica(world, index).machine().setClock(error));
			}
			default -> at("replica %s stands still for %s s".formatted(index, length.toSeconds()),
					(world) -> replica(world, index).freeze(length));
		};
	}

	private static Replica replica(World world, int index) {
		return world.replicas[index % world.replicas.length];
	}

	private Happening gap(ApplicationId id, Gap gap, Duration length) {
		return at("Prometheus has no %s of %s for %s s".formatted(text(gap), id, length.toSeconds()), (world) -> {
			world.monitoring.gap(id, gap);
			world.time.schedule(VirtualTime.Actor.WORLD, () -> world.monitoring.gap(id, Gap.NONE), length);
		});
	}

	private Happening notification(Way way) {
		return at("the next notification: " + text(way), (world) -> world.monitoring.nextWay(way));
	}

	private Happening byHand(ApplicationId id) {
		int count = 1 + this.random.nextInt(7);
		return this.random.nextBoolean() ? at("somebody scales %s to %s".formatted(id, count), (world) -> {
			world.promises.disturbed();
			world.application(id).scale(count, false, world.time.now());
		}) : at("%s is deployed anew with %s".formatted(id, count), (world) -> {
			world.promises.disturbed();
			world.application(id).redeploy(count, world.time.now());
		});
	}

	private Happening operator(ApplicationId id) {
		int index = this.random.nextInt(3);
		Operator operator = new Operator(id, pick(Operator.Act.values()), policy());
		Operator other = new Operator(id, pick(Operator.Act.values()), policy());
		return (this.random.nextInt(3) > 0) ? at(operator.toString(), (world) -> operator.act(replica(world, index)))
				: at("at once, %s, and %s".formatted(operator, other), (world) -> {
					// The other one is faster: the first one's policy is read slowly.
					world.mishaps.add(new Mishap(Point.READ, How.SLOW, Duration.ofSeconds(2)));
					world.time.schedule(VirtualTime.Actor.WORLD, () -> other.act(replica(world, index + 1)),
							Duration.ofSeconds(1));
					operator.act(replica(world, index));
				});
	}

	private Happening down(Server server, Duration length) {
		return at("%s is down for %s s".formatted(text(server), length.toSeconds()),
				(world) -> world.takeDown(server, length));
	}

	private Happening own(ApplicationId id, Direction direction) {
		return at("an operator's own alert about %s: %s".formatted(id, text(direction)),
				(world) -> world.monitoring.sendOwn(id, direction));
	}

	private Happening at(String what, Consumer<World> effect) {
		return new Happening(Duration.ofMillis(this.random.nextLong(World.CALM - 15_000)), what, effect);
	}

	private Duration seconds(int most) {
		return Duration.ofSeconds(1 + this.random.nextInt(most));
	}

	@SafeVarargs
	private <T> T pick(T... values) {
		return values[this.random.nextInt(values.length)];
	}

	private static String text(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
