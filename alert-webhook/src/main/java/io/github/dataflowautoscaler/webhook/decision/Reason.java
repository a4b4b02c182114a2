package io.github.dataflowautoscaler.webhook.decision;

/**
 * Why a decision is as it is; for programs, beside the explanation for people.
 */
public enum Reason {

	/** The scale-out alert fires and there is room. */
	SCALE_OUT,

	/** The load is not there yet; its past says that it will be. */
	FORESEEN,

	/** The same, but the policy wants nothing but advice of it. */
	ADVISED,

	/** The scale-in alert fires and there is room. */
	SCALE_IN,

	/** New instances crash; those that do are taken back. */
	TAKEN_BACK,

	/** No instance is left; the policy's minimum is restored. */
	NO_INSTANCES,

	/** There are fewer instances than the minimum that is in force. */
	BELOW_MINIMUM,

	/** The policy's maximum is reached. */
	AT_MAXIMUM,

	/** The policy's minimum is reached. */
	AT_MINIMUM,

	/** A budget has no room, or keeps it for somebody else. */
	BUDGET,

	/** A more important application of the same budget needs the room. */
	MAKE_ROOM,

	/** The present number is right, or close enough. */
	ENOUGH,

	/** Messages wait that have to be worked off first. */
	LAG,

	/** More instances were needed within the scale-in window. */
	WINDOW,

	/** The load could not be measured. */
	UNKNOWN_LOAD,

	/** More instances did not help before. */
	INEFFECTIVE,

	/**
	 * One partition gets more than its consumer can do, which more instances don't help.
	 */
	HOT_PARTITION,

	/** The last change is too recent to judge by. */
	COOLDOWN,

	/** The window of the schedule that is in force allows no scale-in. */
	NO_SCALE_IN,

	/** The policy is paused. */
	PAUSED,

	/** There is no policy (any more). */
	NO_POLICY,

	/** The application is not in a state in which it can be scaled. */
	NOT_DEPLOYED,

	/** The stream or the application does not exist: the policy is orphaned. */
	ORPHANED

}
