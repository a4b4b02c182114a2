package io.github.dataflowautoscaler.webhook.histories;

import java.time.Duration;
import java.util.function.Supplier;

import io.github.dataflowautoscaler.webhook.alert.NotificationDoor;
import io.github.dataflowautoscaler.webhook.histories.Operator.Act;
import io.github.dataflowautoscaler.webhook.histories.VirtualTime.Actor;

/**
 * A process of the webhook, from its start to its end. Whatever it deals with outside of
 * itself goes through a {@link Point}, where it can stand still, end, or be disappointed.
 */
final class Replica implements Actor {

	private final World world;

	private final String name;

	private final Container container;

	private final Machine machine;

	private String holder = "";

	private long sleepsUntil;

	private Act serves;

	/**
	 * Starts a process.
	 * @param world where
	 * @param name what it is called in a timeline
	 */
	Replica(World world, String name) {
		this.world = world;
		this.name = name;
		this.machine = new Machine(this, world);
		this.container = Wiring.of(this, world);
	}

	void start() {
		this.container.start(this::repeat);
	}

	private void repeat(Runnable task, Duration pause) {
		this.world.time.schedule(this, () -> {
			try {
				task.run();
			}
			finally {
				this.world.time.schedule(this, () -> repeat(task, pause), pause);
			}
		}, Duration.ZERO);
	}

	<T> T bean(Class<T> type) {
		return this.container.get(type);
	}

	NotificationDoor door() {
		return bean(NotificationDoor.class);
	}

	String name() {
		return this.name;
	}

	/** Says what an operator has it do at the moment, {@code null} for nothing. */
	Act serves() {
		return this.serves;
	}

	void serves(Act act) {
		this.serves = act;
	}

	/** Says under which name the replica takes the lease, once it has. */
	String holder() {
		return this.holder;
	}

	void holds(String holder) {
		this.holder = holder;
	}

	boolean isAlive() {
		return this.sleepsUntil != Long.MAX_VALUE;
	}

	boolean answers() {
		return this.sleepsUntil <= this.world.time.now();
	}

	void freeze(Duration length) {
		if (isAlive()) {
			this.sleepsUntil = Math.max(this.sleepsUntil, this.world.time.now() + length.toMillis());
		}
	}

	/** Ends the process, with all that it was about to do. */
	void kill() {
		this.sleepsUntil = Long.MAX_VALUE;
	}

	void thaw() {
		if (isAlive()) {
			this.sleepsUntil = 0;
		}
	}

	Machine machine() {
		return this.machine;
	}

	@Override
	public long sleepsUntil() {
		return this.sleepsUntil;
	}

	/** A frame of this process goes on only while the process does. */
	void goOn() {
		while (isAlive() && !answers() && !this.world.isOver()) {
			this.world.time.passUntil(this.sleepsUntil);
		}
		if (!isAlive()) {
			throw new Killed();
		}
	}

	/**
	 * Deals with something outside of the process.
	 * @param point what it deals with
	 * @param action what it does
	 * @param failure what it gets if that does not work
	 * @return what comes of it
	 */
	<T> T reach(Point point, Supplier<T> action, Supplier<RuntimeException> failure) {
		goOn();
		Mishap mishap = this.world.mishaps.next(this, point);
		return (mishap != null) ? suffer(mishap, action, failure) : action.get();
	}

	private <T> T suffer(Mishap mishap, Supplier<T> action, Supplier<RuntimeException> failure) {
		switch (mishap.how()) {
			case FROZEN_BEFORE -> freeze(mishap.length());
			case KILLED_BEFORE -> this.world.kill(this, mishap.length());
			case SLOW -> this.world.time.passUntil(this.world.time.now() + mishap.length().toMillis());
			case FAILS -> {
				if (mishap.point() != Point.TRANSACTION) {
					throw failure.get();
				}
				this.world.database.failAtCommit();
			}
			default -> {
			}
		}
		goOn();
		T result = action.get();
		switch (mishap.how()) {
			case FROZEN_AFTER -> freeze(mishap.length());
			case KILLED_AFTER -> this.world.kill(this, mishap.length());
			case ANSWER_LOST -> throw failure.get();
			default -> {
			}
		}
		goOn();
		return result;
	}

	/** Unwinds what a process was in the middle of when it ended. */
	static final class Killed extends Error {

		Killed() {
			super("The process has ended", null, false, false);
		}

	}

}
