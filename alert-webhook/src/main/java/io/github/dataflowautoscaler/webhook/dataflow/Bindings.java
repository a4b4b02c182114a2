package io.github.dataflowautoscaler.webhook.dataflow;

import java.util.Set;

/**
 * What an application reads and writes, as far as its definition and the properties of
 * its deployment tell.
 *
 * @param inputs the destinations that it reads from
 * @param outputs the destinations that it writes to
 */
public record Bindings(Set<String> inputs, Set<String> outputs) {

	/** Nothing that is known. */
	static final Bindings NONE = new Bindings(Set.of(), Set.of());

	public Bindings {
		inputs = Set.copyOf(inputs);
		outputs = Set.copyOf(outputs);
	}

}
