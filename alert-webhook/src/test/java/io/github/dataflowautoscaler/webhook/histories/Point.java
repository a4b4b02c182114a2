package io.github.dataflowautoscaler.webhook.histories;

/**
 * Where a replica deals with the world around it, and something can come in between.
 */
enum Point {

	/** A transaction. */
	TRANSACTION,

	/** A statement on its own that reads. */
	READ,

	/** A statement on its own that writes. */
	WRITE,

	/** The lease, when it is looked at. */
	READ_LEASE,

	/** The lease, when it is taken. */
	TAKE_LEASE,

	/** The lease, when it is renewed. */
	RENEW_LEASE,

	/** Data Flow, when it is asked what runs. */
	OBSERVE,

	/** Data Flow, when it is asked for a change. */
	SCALE,

	/** Whoever is told of decisions. */
	TELL

}
