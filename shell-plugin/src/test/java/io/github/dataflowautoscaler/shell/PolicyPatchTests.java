package io.github.dataflowautoscaler.shell;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What operators write becomes a merge patch, or an error that names it.
 */
class PolicyPatchTests {

	@Test
	void onlyWhatIsNamedIsChanged() {
		assertThat(new PolicyPatch().put(Setting.MIN_INSTANCES, null).put(Setting.MAX_INSTANCES, "4").toJson())
			.hasToString("{\"maxInstances\":4}");
	}

	@Test
	void defaultTakesASettingBack() {
		assertThat(new PolicyPatch().put(Setting.CATCH_UP, "default").put(Setting.STRATEGY, "default").toJson())
			.hasToString("{\"catchUp\":null,\"strategy\":null}");
	}

	@Test
	void valuesKeepTheirTypes() {
		assertThat(new PolicyPatch().put(Setting.TARGET_UTILIZATION, "0.7")
			.put(Setting.DRY_RUN, "true")
			.put(Setting.STRATEGY, "step")
			.toJson()).hasToString("{\"targetUtilization\":0.7,\"dryRun\":true,\"strategy\":\"step\"}");
	}

	@ParameterizedTest
	@CsvSource({ "90s, PT1M30S", "5m, PT5M", "1h30m, PT1H30M", "2H, PT2H", "PT2M, PT2M", "P1D, PT24H", "2d, PT48H",
			"1d12h, PT36H", "0.5s, PT0.5S", "0s, PT0S" })
	void timesAreShortOrIso(String written, String sent) {
		assertThat(new PolicyPatch().put(Setting.CATCH_UP, written).toJson().path("catchUp").asText()).isEqualTo(sent);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "5", "m", "5 minutes", "PT", "99999999999999999999h" })
	void anythingElseIsNoTime(String written) {
		assertThatExceptionOfType(CommandFailure.class)
			.isThrownBy(() -> new PolicyPatch().put(Setting.CATCH_UP, written))
			.withMessage("catchUp is '%s'; it must be a duration such as 90s, 5m or 1h30m", written);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "four", "1.5", "99999999999" })
	void aCountIsWhole(String written) {
		assertThatExceptionOfType(CommandFailure.class)
			.isThrownBy(() -> new PolicyPatch().put(Setting.MAX_INSTANCES, written))
			.withMessage("maxInstances is '%s'; it must be a whole number", written);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "NaN", "Infinity", "85%", "Auto" })
	void aNumberIsFinite(String written) {
		assertThatExceptionOfType(CommandFailure.class)
			.isThrownBy(() -> new PolicyPatch().put(Setting.TARGET_UTILIZATION, written))
			.withMessage("targetUtilization is '%s'; it must be a number or auto", written);
		assertThatExceptionOfType(CommandFailure.class)
			.isThrownBy(() -> new PolicyPatch().put(Setting.SCALE_OUT_THRESHOLD, written))
			.withMessage("scaleOutThreshold is '%s'; it must be a number", written);
	}

	@Test
	void aTargetUtilizationMayBeFound() {
		assertThat(new PolicyPatch().put(Setting.TARGET_UTILIZATION, "auto").toJson())
			.hasToString("{\"targetUtilization\":\"auto\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "yes", "TRUE" })
	void aFlagIsTrueOrFalse(String written) {
		assertThatExceptionOfType(CommandFailure.class)
			.isThrownBy(() -> new PolicyPatch().put(Setting.DRY_RUN, written))
			.withMessage("dryRun is '%s'; it must be true or false", written);
	}

}
