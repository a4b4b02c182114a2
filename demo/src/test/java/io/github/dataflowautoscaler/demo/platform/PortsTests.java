package io.github.dataflowautoscaler.demo.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Ports}.
 */
class PortsTests {

	@Test
	void namesThePortsThatAreTaken() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			Ports ports = new Ports(taken.getLocalPort() - 3);
			assertThatIllegalStateException().isThrownBy(ports::requireFree)
				.withMessageContaining(String.valueOf(taken.getLocalPort()));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 0, 1023, 65_530, 65_536 })
	void refusesPortsThatCannotBeUsed(int first) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Ports(first))
			.withMessageContaining(String.valueOf(first));
	}

}
