package io.github.dataflowautoscaler.webhook.decision;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The source of a measure, as the recording rules number the sources.
 */
public enum Witness {

	/** Spring Kafka times each call of a listener, whatever its binding is called. */
	LISTENER(1, "the timers of Spring Kafka's listeners"),

	/** Spring Integration times each message that a binding's channel is sent. */
	BINDING(2, "the timers of its bindings"),

	/** Kafka's clients count records, and their time in polls. */
	CLIENT(3, "its Kafka clients"),

	/** The applications before it tell what they send. */
	LINKS(4, "what the upstream applications send"),

	/** It takes so much in, and the lag grows by so much. */
	LAG(5, "what is taken in and what the lag grows by"),

	/** Nobody tells; one consumer an instance is what there is by default. */
	ASSUMPTION(6, "an assumption, as no metric shows it");

	private final int number;

	private final String description;

	Witness(int number, String description) {
		this.number = number;
		this.description = description;
	}

	/**
	 * Finds a witness by the value of a series {@code autoscale:…:witness}.
	 * @param number the value
	 * @return the witness, empty if there is none of this number
	 */
	public static Optional<Witness> of(double number) {
		return Stream.of(values()).filter((witness) -> witness.number == number).findFirst();
	}

	/**
	 * Says who it is.
	 * @return a phrase that follows "by"
	 */
	public String description() {
		return this.description;
	}

}
