package io.github.dataflowautoscaler.shellstandin;

import java.util.List;

/**
 * Stands in for the shell's connection. {@code null} roles are those of a server without
 * security, no roles those of a user who is not logged in.
 */
public class Target {

	private final List<Role> roles;

	Target(List<Role> roles) {
		this.roles = roles;
	}

	public boolean isAuthenticationEnabled() {
		return this.roles != null;
	}

	public boolean isAuthenticated() {
		return this.roles != null && !this.roles.isEmpty();
	}

	public TargetCredentials getTargetCredentials() {
		return isAuthenticated() ? new TargetCredentials(this.roles) : null;
	}

	/** What a user may do; the real shell's type is an enumeration too. */
	public enum Role {

		/** May look. */
		VIEW,

		/** May change streams. */
		MODIFY

	}

	/** Stands in for the credentials of the user who is logged in. */
	public static class TargetCredentials {

		private final List<Role> roles;

		TargetCredentials(List<Role> roles) {
			this.roles = roles;
		}

		public List<Role> getRoles() {
			return this.roles;
		}

	}

}
