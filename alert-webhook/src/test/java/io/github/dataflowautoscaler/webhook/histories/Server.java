package io.github.dataflowautoscaler.webhook.histories;

/**
 * What can be down for everybody.
 */
enum Server {

	/** All tables. */
	DATABASE,

	/** Data Flow, and with it Skipper. */
	DATA_FLOW,

	/** Prometheus, and with it all measurements. */
	PROMETHEUS,

	/** Those who are told of decisions. */
	RECIPIENTS

}
