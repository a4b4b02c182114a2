package io.github.dataflowautoscaler.webhook;

import java.io.IOException;

import com.sun.net.httpserver.HttpExchange;

/** What a scale call of the {@link DataFlowStandIn} does and answers. */
@FunctionalInterface
interface ScaleBehaviour {

	/** Does it, and says so. */
	ScaleBehaviour OBEY = (call) -> {
		call.obey();
		call.answer(201, "");
	};

	/** Says so, and does nothing: what happens for an application it doesn't know. */
	ScaleBehaviour PRETEND = (call) -> call.answer(201, "");

	/** Does it, and an instance crashes. */
	ScaleBehaviour CRASH = (call) -> {
		call.crash();
		call.answer(201, "");
	};

	/** Does it, and all instances are up. */
	ScaleBehaviour RECOVER = (call) -> {
		call.obeyAndRecover();
		call.answer(201, "");
	};

	/** Another change of the stream is in progress. */
	ScaleBehaviour BUSY = (call) -> call.answer(500,
			DataFlowDocuments.error("SkipperException", "Statemachine is not in state ready to do SCALE for release"));

	/** Skipper is being restarted. */
	ScaleBehaviour NO_SKIPPER = (call) -> call
		.answer(500, DataFlowDocuments.error("ResourceAccessException", "I/O error on POST request for"
				+ " 'http://127.0.0.1:7577/api/release/scale/scaletest': Connect to 127.0.0.1:7577 [/127.0.0.1] failed:"
				+ " Connection refused"));

	/** Skipper ends in the middle. */
	ScaleBehaviour SKIPPER_ENDS = (call) -> call.answer(500,
			DataFlowDocuments.error("ResourceAccessException",
					"I/O error on POST request for 'http://127.0.0.1:7577/api/release/scale/scaletest':"
							+ " 127.0.0.1:7577 failed to respond"));

	/** The stream is gone. */
	ScaleBehaviour NO_RELEASE = (call) -> call.answer(500,
			DataFlowDocuments.error("ReleaseNotFoundException", "Release with the name [gone] doesn't exist"));

	/** Skipper's authorization rules have none for scaling. */
	ScaleBehaviour SKIPPER_FORBIDS = (call) -> call.answer(500,
			DataFlowDocuments.error("HttpClientErrorException.Forbidden", "403 : [no body]"));

	void scale(ScaleCall call) throws IOException;

	/**
	 * A scale call.
	 *
	 * @param dataFlow whom it was sent to
	 * @param exchange what it is answered by
	 * @param stream the stream's name
	 * @param application the application's name
	 * @param count the instances asked for
	 */
	record ScaleCall(DataFlowStandIn dataFlow, HttpExchange exchange, String stream, String application, int count) {

		String key() {
			return this.stream + "/" + this.application;
		}

		void obey() {
			this.dataFlow.scale(this.stream, this.application, this.count);
		}

		/** The instances exist, and those that are new are not up. */
		void obeyButStartNone() {
			int before = this.dataFlow.scale(this.stream, this.application, this.count);
			this.dataFlow.ready(this.stream, this.application, before);
		}

		/** The instances that are left are up. */
		void obeyAndRecover() {
			this.dataFlow.state(this.stream, this.application, "deployed");
			obey();
		}

		/** The instances exist, and one of them is not up. */
		void crash() {
			obey();
			this.dataFlow.state(this.stream, this.application, "partial");
		}

		void answer(int status, String body) throws IOException {
			DataFlowStandIn.answer(this.exchange, status, body);
		}

	}

}
