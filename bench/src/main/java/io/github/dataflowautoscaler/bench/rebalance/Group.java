package io.github.dataflowautoscaler.bench.rebalance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The instances of an application: a consumer group of its own.
 */
final class Group implements AutoCloseable {

	private static final long LONGEST_SECONDS = 60;

	private static final int LOOK_MILLISECONDS = 5;

	private final Map<String, Object> properties;

	private final String topic;

	private final int partitions;

	private final Gaps gaps;

	private final List<Member> members = new ArrayList<>();

	private final List<Member> left = new ArrayList<>();

	Group(Protocol protocol, String brokers, Messages messages) {
		this.properties = new HashMap<>(Map.of("bootstrap.servers", brokers, "group.id", UUID.randomUUID().toString(),
				"auto.offset.reset", "latest", "enable.auto.commit", false));
		this.properties.putAll(protocol.properties());
		this.topic = messages.topic();
		this.partitions = messages.partitions();
		this.gaps = new Gaps(this.partitions);
	}

	/**
	 * Changes the number of members and waits until all partitions are read by their new
	 * owners.
	 * @param count the number of members from now on
	 * @return what that took
	 * @throws IOException if the group does not settle
	 * @throws InterruptedException if that happens to the calling thread
	 */
	Change resize(int count) throws IOException, InterruptedException {
		int before = this.members.size();
		this.gaps.begin();
		long begin = System.nanoTime();
		while (this.members.size() < count) {
			this.members.add(new Member(this.properties, this.topic, this.gaps));
		}
		while (this.members.size() > count) {
			Member youngest = this.members.remove(this.members.size() - 1);
			youngest.leave();
			this.left.add(youngest);
		}
		awaitAll(begin);
		return new Change(before, count, this.gaps.seconds(), seconds(begin));
	}

	private void awaitAll(long begin) throws IOException, InterruptedException {
		long settled = 0;
		while (settled == 0 || !this.gaps.allHandledSince(settled)) {
			if (seconds(begin) > LONGEST_SECONDS) {
				throw new IOException("The group has not settled within %s s: %s members have %s".formatted(
						LONGEST_SECONDS, this.members.size(), this.members.stream().map(Member::assigned).toList()));
			}
			TimeUnit.MILLISECONDS.sleep(LOOK_MILLISECONDS);
			if (!isSettled()) {
				settled = 0;
			}
			else if (settled == 0) {
				settled = System.nanoTime();
			}
		}
	}

	/** Each partition has one owner, and none has two partitions more than another. */
	private boolean isSettled() {
		Set<Integer> all = new HashSet<>();
		for (Member member : this.members) {
			Set<Integer> assigned = member.assigned();
			int each = this.partitions / this.members.size();
			if (assigned.size() < each || assigned.size() > each + 1 || !assigned.stream().allMatch(all::add)) {
				return false;
			}
		}
		return all.size() == this.partitions;
	}

	private static double seconds(long begin) {
		return (double) (System.nanoTime() - begin) / TimeUnit.SECONDS.toNanos(1);
	}

	/** Ends all members. */
	@Override
	public void close() {
		this.members.forEach(Member::leave);
		this.members.forEach(Member::close);
		this.left.forEach(Member::close);
	}

	/**
	 * What became of the partitions when the number of members changed.
	 *
	 * @param from members before
	 * @param to members after
	 * @param gaps the longest time in which no message of a partition was handled, in
	 * seconds, by partition
	 * @param settledSeconds until all partitions were read by their new owners
	 */
	record Change(int from, int to, double[] gaps, double settledSeconds) {
	}

}
