package io.github.dataflowautoscaler.webhook.doctor;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeployedProperties}.
 */
class DeployedPropertiesTests {

	@ParameterizedTest
	@ValueSource(strings = { "management.endpoints.web.base-path", "management.endpoints.web.basePath",
			"management.endpoints.web.base_path", "MANAGEMENT.ENDPOINTS.WEB.BASEPATH",
			"management[endpoints].web.base-path" })
	void aPropertyIsFoundInAnySpelling(String spelling) {
		assertThat(DeployedProperties.of(Map.of(spelling, " /manage ")).find("management.endpoints.web.base-path"))
			.hasValue("/manage");
	}

	@Test
	void whatIsEmptyOrCalledOtherwiseIsNotSet() {
		DeployedProperties properties = DeployedProperties
			.of(Map.of("management.server.port", "", "server.port", "80"));
		assertThat(properties.find("management.server.port")).isEmpty();
		assertThat(properties.find("server.port")).hasValue("80");
	}

	@Test
	void aSwitchIsOnOffOrNotSet() {
		DeployedProperties properties = DeployedProperties.of(Map.of("a.b", "TRUE"));
		assertThat(properties.says("a.b", true)).isTrue();
		assertThat(properties.says("a.b", false)).isFalse();
		assertThat(properties.says("a.c", false)).isFalse();
	}

}
