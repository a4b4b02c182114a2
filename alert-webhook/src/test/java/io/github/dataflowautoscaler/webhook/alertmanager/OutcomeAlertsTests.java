package io.github.dataflowautoscaler.webhook.alertmanager;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Cause;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Counts;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Repeats;
import io.github.dataflowautoscaler.webhook.history.Outcome;
import io.github.dataflowautoscaler.webhook.installation.Selector;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OutcomeAlerts}.
 */
class OutcomeAlertsTests {

	private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

	private static final Counts FOUR_NEEDS_NINE = new Counts(4, 9, 4);

	private final OutcomeAlerts alerts = new OutcomeAlerts("https://autoscaler.example.org/", Selector.parse(null));

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					SUCCEEDED | SCALE_OUT     | AutoscaleSucceeded   | info    | transform of stream scaletest was scaled from 4 to 9 instances
					FAILED    | NOT_CONFIRMED | AutoscaleFailed      | warning | transform of stream scaletest could not be scaled from 4 to 9 instances
					HELD      | AT_MAXIMUM    | AutoscaleAtMaximum   | warning | transform of stream scaletest is at its maximum of 9 instances, needs 12
					HELD      | BUDGET        | AutoscaleBudgetExhausted | warning | transform of stream scaletest is kept at 9 instances by a budget, needs 12
					HELD      | INEFFECTIVE   | AutoscaleIneffective | warning | transform of stream scaletest needs something else than more instances
					HELD      | HOT_PARTITION | AutoscaleIneffective | warning | transform of stream scaletest needs something else than more instances
					""")
	void whatAnAlertSays(Outcome outcome, String reason, String name, String severity, String summary) {
		PostedAlert alert = this.alerts.of(entry(outcome, reason, new Counts(4, 12, 9), null), NOW).get(0);
		assertThat(alert.labels()).containsAllEntriesOf(Map.of("alertname", name, "stream_name", "scaletest",
				"application_name", "transform", "severity", severity, "sender", "dataflow-autoscaler"));
		assertThat(alert.annotations()).containsOnly(Map.entry("summary", summary),
				Map.entry("description", "because"));
		assertThat(alert.startsAt()).isEqualTo(NOW);
		assertThat(alert.generatorURL()).isEqualTo("https://autoscaler.example.org/streams/scaletest/transform");
	}

	@Test
	void aChangeThatCouldNotBeDecidedHasNoNumbers() {
		assertThat(this.alerts.of(entry(Outcome.FAILED, "EXPIRED", null, null), NOW).get(0).annotations())
			.containsEntry("summary", "transform of stream scaletest could not be scaled");
	}

	@Test
	void withoutAnAddressOfOurOwnThereIsNoLink() {
		assertThat(new OutcomeAlerts(null, Selector.parse(null)).of(entry(Outcome.FAILED, "REFUSED", null, null), NOW)
			.get(0)
			.generatorURL()).isNull();
	}

	@Test
	void anAlertIsOfItsInstallation() {
		OutcomeAlerts ours = new OutcomeAlerts(null, Selector.parse("cluster=\"eu\", namespace=\"prod\""));
		assertThat(ours.of(entry(Outcome.SUCCEEDED, "SCALE_OUT", FOUR_NEEDS_NINE, null), NOW)).hasSize(5)
			.allSatisfy((alert) -> assertThat(alert.labels()).containsEntry("cluster", "eu")
				.containsEntry("namespace", "prod"));
	}

	@Test
	@DisplayName("case 20: a change that is tried again is announced when it is given up")
	void triedAgain() {
		assertThat(this.alerts.of(entry(Outcome.POSTPONED, "BUSY", null, null), NOW)).isEmpty();
		assertThat(OutcomeAlerts.raisedBy(entry(Outcome.FAILED, "EXPIRED", null, null))).isPresent();
	}

	@Test
	@DisplayName("case 22: a call without an answer is told at once, and is one alert with what becomes of it")
	void unanswered() {
		PostedAlert waiting = only(entry(Outcome.UNANSWERED, "SCALE_OUT", FOUR_NEEDS_NINE, null), NOW);
		PostedAlert failed = only(entry(Outcome.FAILED, "UNANSWERED", FOUR_NEEDS_NINE, null), NOW);
		assertThat(waiting.labels()).containsEntry("alertname", "AutoscaleFailed").isEqualTo(failed.labels());
		assertThat(waiting.endsAt()).isEqualTo(NOW.plus(Duration.ofMinutes(15)));
	}

	@ParameterizedTest
	@CsvSource({ "HELD,ENOUGH", "HELD,COOLDOWN", "FAILED,NO_POLICY", "DRY_RUN,SCALE_OUT", "IN_PROGRESS,SCALE_OUT" })
	void whatNobodyNeedsToKnow(Outcome outcome, String reason) {
		assertThat(this.alerts.of(entry(outcome, reason, FOUR_NEEDS_NINE, null), NOW)).isEmpty();
	}

	@Test
	@DisplayName("case 45: saturated at the maximum is one alert, which each repetition puts off and whose silence ends it")
	void oneAlertAnEpisode() {
		Instant later = NOW.plusSeconds(600);
		PostedAlert first = only(entry(Outcome.HELD, "AT_MAXIMUM", FOUR_NEEDS_NINE, null), NOW);
		PostedAlert again = only(entry(Outcome.HELD, "AT_MAXIMUM", new Counts(4, 8, 4), new Repeats(9, later)), later);
		assertThat(again.labels()).isEqualTo(first.labels());
		assertThat(first.endsAt()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
		assertThat(again.endsAt()).isEqualTo(later.plus(Duration.ofMinutes(5)));
	}

	@Test
	void anEpisodeThatIsOverIsNotTold() {
		assertThat(this.alerts.of(entry(Outcome.HELD, "AT_MAXIMUM", FOUR_NEEDS_NINE, null),
				NOW.plus(Duration.ofMinutes(5))))
			.isEmpty();
	}

	@Test
	void eachSuccessIsNewsOfItsOwnHoweverLateItIsTold() {
		Instant late = NOW.plus(Duration.ofHours(1));
		PostedAlert alert = this.alerts.of(entry(Outcome.SUCCEEDED, "SCALE_OUT", FOUR_NEEDS_NINE, null), late).get(0);
		assertThat(alert.labels()).containsEntry("decision", "7");
		assertThat(alert.startsAt()).isEqualTo(NOW);
		assertThat(alert.endsAt()).isEqualTo(late.plus(Duration.ofMinutes(5)));
	}

	@Test
	void aSuccessEndsWhatWasWrong() {
		List<PostedAlert> posted = this.alerts.of(entry(Outcome.SUCCEEDED, "SCALE_OUT", FOUR_NEEDS_NINE, null), NOW);
		assertThat(posted.stream().skip(1)).allSatisfy((alert) -> assertThat(alert.endsAt()).isEqualTo(NOW))
			.extracting(PostedAlert::labels)
			.containsExactly(only(entry(Outcome.FAILED, "EXPIRED", null, null), NOW).labels(),
					only(entry(Outcome.HELD, "AT_MAXIMUM", FOUR_NEEDS_NINE, null), NOW).labels(),
					only(entry(Outcome.HELD, "BUDGET", FOUR_NEEDS_NINE, null), NOW).labels(),
					only(entry(Outcome.HELD, "INEFFECTIVE", FOUR_NEEDS_NINE, null), NOW).labels());
	}

	@Test
	@DisplayName("case 32: taking back what crashed does not end the alert about the failure")
	void takenBack() {
		PostedAlert taken = only(entry(Outcome.SUCCEEDED, "TAKEN_BACK", FOUR_NEEDS_NINE, null), NOW);
		assertThat(taken.labels()).containsEntry("alertname", "AutoscaleSucceeded");
	}

	private PostedAlert only(HistoryEntry entry, Instant now) {
		List<PostedAlert> posted = this.alerts.of(entry, now);
		assertThat(posted).hasSize(1);
		return posted.get(0);
	}

	private static HistoryEntry entry(Outcome outcome, String reason, @Nullable Counts counts,
			@Nullable Repeats repeats) {
		return new HistoryEntry(7,
				new Cause(new ApplicationId("scaletest", "transform"), "request", "alert", Direction.OUT), NOW, outcome,
				reason, "because", counts, NOW, (outcome != Outcome.IN_PROGRESS) ? NOW : null, repeats);
	}

}
