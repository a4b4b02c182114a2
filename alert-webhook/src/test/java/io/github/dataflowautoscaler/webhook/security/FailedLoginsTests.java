package io.github.dataflowautoscaler.webhook.security;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.dataflowautoscaler.webhook.SettableClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FailedLoginsTests {

	private Instant now = Instant.parse("2026-11-22T10:00:00Z");

	private final FailedLogins failures = new FailedLogins(
			SettableClock.steady(new SettableClock(() -> FailedLoginsTests.this.now)));

	@Test
	void aMinuteIsEnoughToWait() {
		fail("a", FailedLogins.MOST_FAILURES);
		assertThat(this.failures.areTooMany("a")).isTrue();
		this.now = this.now.plus(FailedLogins.WINDOW);
		assertThat(this.failures.areTooMany("a")).isFalse();
	}

	@Test
	void nineMistakesAreForgiven() {
		fail("a", FailedLogins.MOST_FAILURES - 1);
		assertThat(this.failures.areTooMany("a")).isFalse();
		this.now = this.now.plus(FailedLogins.WINDOW);
		fail("a", 1);
		assertThat(this.failures.areTooMany("a")).isFalse();
	}

	@Test
	@DisplayName("case 50: a clock that is set back keeps nobody waiting")
	void clockSetBack() {
		fail("a", FailedLogins.MOST_FAILURES);
		this.now = this.now.minus(Duration.ofHours(1));
		assertThat(this.failures.areTooMany("a")).isFalse();
	}

	@Test
	void moreAddressesThanAnybodyHasTakeNoMoreMemory() {
		fail("a", FailedLogins.MOST_FAILURES);
		IntStream.range(0, 9_999).forEach((i) -> fail("b" + i, 1));
		assertThat(this.failures.areTooMany("a")).isTrue();
		fail("c", 1);
		assertThat(this.failures.areTooMany("a")).isFalse();
	}

	@Test
	void noMoreThanTenFailHoweverManyComeAtOnce() throws Exception {
		CountDownLatch allowed = new CountDownLatch(FailedLogins.MOST_FAILURES);
		assertThat(atOnce(() -> {
			boolean begun = this.failures.begin("a");
			if (begun) {
				allowed.countDown();
				allowed.await();
				this.failures.add("a");
				this.failures.end("a");
			}
			return begun;
		})).filteredOn((begun) -> begun).hasSize(FailedLogins.MOST_FAILURES);
	}

	@Test
	void noneOfManyThatSucceedIsRefused() throws Exception {
		fail("a", FailedLogins.MOST_FAILURES - 1);
		assertThat(atOnce(() -> {
			boolean begun = this.failures.begin("a");
			this.failures.end("a");
			return begun;
		})).containsOnly(true);
	}

	private static List<Boolean> atOnce(Callable<Boolean> attempt) throws Exception {
		ExecutorService clients = Executors.newCachedThreadPool();
		List<Boolean> results = new ArrayList<>();
		for (Future<Boolean> result : clients.invokeAll(Collections.nCopies(64, attempt), 1, TimeUnit.MINUTES)) {
			results.add(result.get());
		}
		clients.shutdown();
		return results;
	}

	private void fail(String address, int times) {
		IntStream.range(0, times).forEach((i) -> this.failures.add(address));
	}

}
