package io.github.dataflowautoscaler.webhook.doctor;

import java.util.List;

import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;

/**
 * Examines one thing that autoscaling needs. A check only reads. It may take its time,
 * and is interrupted at a limit.
 */
interface Check {

	/**
	 * The name that findings carry.
	 * @return lower-case words and hyphens
	 */
	String name();

	/**
	 * Examines.
	 * @param policies the policies whose applications are to be examined
	 * @return what was found: one finding about the installation, or one about each
	 * application that can be examined
	 */
	List<Finding> examine(List<StoredPolicy> policies);

}
