package io.github.dataflowautoscaler.demo.dataflow;

/**
 * One running instance of a stream's application, as Data Flow's runtime API shows it.
 *
 * @param application the application's name, or its label, in the stream
 * @param id what Data Flow calls the instance
 * @param state the instance's state, {@code deployed} once it answers
 */
public record AppInstance(String application, String id, String state) {

	public boolean isDeployed() {
		return this.state.equals("deployed");
	}

}
