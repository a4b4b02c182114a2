package io.github.dataflowautoscaler.webhook.http;

/**
 * Why a server did not tell what it was asked for.
 *
 * @param problem what it does instead, as in {@code requires credentials (401)}
 * @param remedy what to do about it, with the name of the property; a sentence without a
 * full stop
 * @param notOffered whether it answers like a server that does not have what was asked
 * for
 */
public record Failure(String problem, String remedy, boolean notOffered) {

	static Failure of(String problem, String remedy) {
		return new Failure(problem, remedy, false);
	}

}
