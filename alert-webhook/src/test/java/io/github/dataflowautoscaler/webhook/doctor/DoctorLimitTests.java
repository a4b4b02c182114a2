package io.github.dataflowautoscaler.webhook.doctor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Doctor}, with checks that behave badly.
 */
class DoctorLimitTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	@Test
	void aCheckThatHangsIsInterruptedAndTheOthersAreTold() throws InterruptedException {
		CountDownLatch interrupted = new CountDownLatch(1);
		Check hanging = new StubCheck("hanging", (check) -> {
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				interrupted.countDown();
			}
			return List.of();
		});
		Check quick = new StubCheck("quick", (check) -> List.of(Finding.ok(check, "fine")));
		List<Finding> findings = new Doctor(List.of(hanging, quick), Duration.ofMillis(200)).examine(List.of());
		assertThat(findings).extracting(Finding::check).containsExactly("hanging", "quick");
		assertThat(findings).extracting(Finding::status).containsExactly(Status.FAILURE, Status.OK);
		assertThat(findings.get(0).message()).startsWith("No result within");
		interrupted.await();
	}

	@Test
	void checksRunSideBySide() {
		CyclicBarrier both = new CyclicBarrier(2);
		StubCheck.Examination meeting = (check) -> {
			both.await();
			return List.of(Finding.ok(check, "met"));
		};
		List<Finding> findings = new Doctor(List.of(new StubCheck("a", meeting), new StubCheck("b", meeting)), LONG)
			.examine(List.of());
		assertThat(findings).extracting(Finding::message).containsExactly("met", "met");
	}

	@Test
	void aCheckThatFailsIsAFinding() {
		Check failing = new StubCheck("failing", (check) -> {
			throw new IllegalStateException("no idea");
		});
		assertThat(new Doctor(List.of(failing), LONG).examine(List.of())).containsExactly(Finding.failure(failing,
				"The check itself failed: java.lang.IllegalStateException: no idea", "See the webhook's log"));
	}

	@Test
	void findingsOfAnApplicationStandTogether() {
		StubCheck.Examination each = (check) -> List.of(Finding.ok(check, "fine").about(new ApplicationId("s", "b")),
				Finding.ok(check, "fine").about(new ApplicationId("s", "a")));
		Check first = new StubCheck("first", each);
		Check second = new StubCheck("second", each);
		Check general = new StubCheck("general", (check) -> List.of(Finding.ok(check, "fine")));
		assertThat(new Doctor(List.of(first, general, second), LONG).examine(List.of()))
			.extracting((finding) -> finding.check() + " " + finding.subject())
			.containsExactly("general null", "first s/a", "second s/a", "first s/b", "second s/b");
	}

	@Test
	void aDatabaseThatIsAwayIsFound() {
		Check check = new WebHookCheck(new DriverManagerDataSource("jdbc:h2:tcp://127.0.0.1:9/none"));
		Finding finding = check.examine(List.of()).get(0);
		assertThat(finding.status()).isEqualTo(Status.FAILURE);
		assertThat(finding.message()).startsWith("The database can't be reached");
	}

	/**
	 * A check that does as it is told.
	 *
	 * @param name its name
	 * @param examination what it does
	 */
	private record StubCheck(String name, Examination examination) implements Check {

		@Override
		public List<Finding> examine(List<StoredPolicy> policies) {
			try {
				return this.examination.examine(this);
			}
			catch (RuntimeException ex) {
				throw ex;
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

		interface Examination {

			List<Finding> examine(Check check) throws Exception;

		}

	}

}
