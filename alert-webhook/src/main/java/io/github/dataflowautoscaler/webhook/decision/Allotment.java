package io.github.dataflowautoscaler.webhook.decision;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;

/**
 * Shares out what is free of a budget, one instance at a time: minima first, then the
 * more important members, and among equals whoever has least of what it wants. If the
 * next instance does not fit, nobody who comes later gets one.
 */
final class Allotment {

	private static final Comparator<Claim> ORDER = Comparator.comparing(Claim::isAboveMinimum)
		.thenComparing((claim) -> -claim.member().priority())
		.thenComparing(Claim::share)
		.thenComparing((claim) -> claim.member().id());

	private final Group group;

	private final Map<ApplicationId, Integer> granted = new HashMap<>();

	private final Map<ApplicationId, Integer> given = new HashMap<>();

	private double free;

	private Allotment(Group group) {
		this.group = group;
		this.free = group.free();
	}

	static Allotment of(Group group) {
		Allotment allotment = new Allotment(group);
		allotment.share();
		return allotment;
	}

	/**
	 * The instances that a member may have more than it has.
	 * @param member the member
	 * @return 0 or more
	 */
	int granted(Member member) {
		return this.granted.getOrDefault(member.id(), 0);
	}

	/**
	 * The instances that a member should do without, for more important ones.
	 * @param member the member
	 * @return 0 or more
	 */
	int given(Member member) {
		return this.given.getOrDefault(member.id(), 0);
	}

	private void share() {
		PriorityQueue<Claim> claims = new PriorityQueue<>(ORDER);
		this.group.all().forEach((member) -> new Claim(member, member.counts().taken()).addTo(claims));
		boolean now = true;
		for (Claim claim = claims.poll(); claim != null; claim = claims.poll()) {
			if (now && !fits(claim.member())) {
				now = false;
				this.free += comingIn();
			}
			if (!fits(claim.member()) && !makeRoom(claim.member())) {
				return;
			}
			this.free -= claim.member().weight();
			if (now) {
				this.granted.merge(claim.member().id(), 1, Integer::sum);
			}
			new Claim(claim.member(), claim.has() + 1).addTo(claims);
		}
	}

	private boolean fits(Member member) {
		return member.weight() <= this.free + Group.ROUNDING;
	}

	/** What becomes free when scale-ins in progress are done. */
	private double comingIn() {
		return this.group.all()
			.stream()
			.mapToDouble((member) -> (member.counts().taken() - member.counts().left()) * member.weight())
			.sum();
	}

	/** Takes nothing away if all that there is to take is not enough. */
	private boolean makeRoom(Member claimant) {
		Map<ApplicationId, Integer> before = Map.copyOf(this.given);
		double free = this.free;
		while (this.group.budget().makeRoom() && !fits(claimant)) {
			Optional<Member> giver = giver(claimant);
			if (giver.isEmpty()) {
				this.given.clear();
				this.given.putAll(before);
				this.free = free;
				return false;
			}
			this.given.merge(giver.get().id(), 1, Integer::sum);
			this.free += giver.get().weight();
		}
		return fits(claimant);
	}

	/** The least important one, and of these the one that has most above its minimum. */
	private Optional<Member> giver(Member claimant) {
		return this.group.all()
			.stream()
			.filter((member) -> member.priority() < claimant.priority() && spare(member) > 0)
			.min(Comparator.comparing(Member::priority)
				.thenComparing((member) -> -spare(member))
				.thenComparing(Member::id));
	}

	private int spare(Member member) {
		return member.counts().left() - given(member) - member.counts().least();
	}

	/**
	 * A member's wish for its next instance.
	 *
	 * @param member the member
	 * @param has what it has before
	 */
	private record Claim(Member member, int has) {

		boolean isAboveMinimum() {
			return this.has >= this.member.counts().min();
		}

		double share() {
			return (double) this.has / this.member.counts().wants();
		}

		void addTo(PriorityQueue<Claim> claims) {
			if (this.has < this.member.counts().wants()) {
				claims.add(this);
			}
		}

	}

}
