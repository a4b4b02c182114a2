package io.github.dataflowautoscaler.webhook.security;

/**
 * What a user may do, by the names that Data Flow's operators know from its own roles. As
 * there, none contains another one.
 */
enum Role {

	/** Look: {@code ROLE_VIEW}. */
	VIEW,

	/** Set, change, pause and remove policies: {@code ROLE_MODIFY}. */
	MODIFY;

	String authority() {
		return "ROLE_" + name();
	}

}
