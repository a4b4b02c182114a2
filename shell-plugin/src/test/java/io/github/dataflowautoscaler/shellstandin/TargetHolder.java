package io.github.dataflowautoscaler.shellstandin;

/** Stands in for the shell's holder of its connection. */
public class TargetHolder {

	private final Target target;

	TargetHolder(Target target) {
		this.target = target;
	}

	public Target getTarget() {
		return this.target;
	}

}
