package io.github.dataflowautoscaler.webhook.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

import io.github.dataflowautoscaler.webhook.RunningWebHook;
import io.github.dataflowautoscaler.webhook.security.SecurityProperties.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.oauth2.jwt.JwtDecoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Where the application does not start.
 */
class DoorsTests {

	private static final Map<String, User> USERS = Map.of("jane", new User("{noop}x", Set.of(Role.VIEW)));

	@TempDir
	private Path directory;

	private final ServerProperties server = new ServerProperties();

	private final ManagementServerProperties management = new ManagementServerProperties();

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "127.0.0.2", "::1", "localhost" })
	void thisMachineAloneNeedsNoLocks(String address) throws UnknownHostException {
		this.server.setAddress(InetAddress.getByName(address));
		assertThatNoException().isThrownBy(() -> doors(null, Map.of()));
	}

	@ParameterizedTest
	@CsvSource({ "0.0.0.0,0.0.0.0", "::,0:0:0:0:0:0:0:0", "10.1.2.3,10.1.2.3", ",not set" })
	void whatOthersReachNeedsLocksOnBothDoors(String address, String shown) throws IOException {
		this.server.setAddress((address != null) ? InetAddress.getByName(address) : null);
		Path token = Files.writeString(this.directory.resolve("token"), "secret");
		assertThatExceptionOfType(InsecureConfigurationException.class).isThrownBy(() -> doors(null, USERS))
			.withMessage(
					"server.address is %s, so others than this machine can reach the application, but anybody could send alerts",
					shown);
		assertThatExceptionOfType(InsecureConfigurationException.class).isThrownBy(() -> doors(token, Map.of()))
			.withMessageEndingWith("but anybody could change policies");
		assertThatNoException().isThrownBy(() -> doors(token, USERS));
	}

	@Test
	void anotherPortForTheActuatorIsADoorToo() throws UnknownHostException {
		this.server.setAddress(InetAddress.getByName("127.0.0.1"));
		this.management.setPort(9000);
		assertThatExceptionOfType(InsecureConfigurationException.class).isThrownBy(() -> doors(null, Map.of()))
			.withMessageStartingWith("management.server.address is not set");
		this.management.setAddress(InetAddress.getByName("127.0.0.1"));
		assertThatNoException().isThrownBy(() -> doors(null, Map.of()));
	}

	@Test
	void aFileWithoutATokenLocksNothing() throws IOException {
		this.server.setAddress(InetAddress.getByName("127.0.0.1"));
		Path missing = this.directory.resolve("missing");
		assertThatExceptionOfType(InsecureConfigurationException.class).isThrownBy(() -> doors(missing, Map.of()))
			.withMessageStartingWith("autoscale.security.alert-token-file: ")
			.withMessageContaining(missing.toString());
		Path empty = Files.writeString(this.directory.resolve("empty"), " \n\n");
		assertThatExceptionOfType(InsecureConfigurationException.class).isThrownBy(() -> doors(empty, Map.of()))
			.withMessageContaining(empty + " is empty");
	}

	@ParameterizedTest
	@ValueSource(strings = { "hunter2", "{rot13}hunter2", "" })
	void aPasswordIsEncodedInAKnownWay(String password) {
		SecurityProperties security = new SecurityProperties(null,
				Map.of("jane", new User(password, Set.of(Role.VIEW))));
		assertThatExceptionOfType(InsecureConfigurationException.class)
			.isThrownBy(() -> new Users().userDetailsService(security,
					PasswordEncoderFactories.createDelegatingPasswordEncoder()))
			.withMessage("The password of user jane does not begin with the name of a known encoding");
	}

	@Test
	void aUserHasARole() {
		SecurityProperties security = new SecurityProperties(null, Map.of("jane", new User("{noop}x", Set.of())));
		assertThatExceptionOfType(InsecureConfigurationException.class)
			.isThrownBy(() -> new Users().userDetailsService(security,
					PasswordEncoderFactories.createDelegatingPasswordEncoder()))
			.withMessage("User jane has no role");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void theStartEndsWithOneSentenceAndARemedy(CapturedOutput output) {
		assertThatExceptionOfType(Exception.class).isThrownBy(
				() -> RunningWebHook.start(this.directory, "http://127.0.0.1:1", "--server.address=0.0.0.0").close());
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("server.address is 0.0.0.0, so others than this machine can reach the application, but anybody"
					+ " could send alerts")
			.contains("Set autoscale.security.alert-token-file, or server.address to 127.0.0.1");
	}

	private Doors doors(Path tokens, Map<String, User> users) {
		return new Doors(new SecurityProperties(tokens, users),
				new StaticListableBeanFactory().getBeanProvider(JwtDecoder.class), this.server, this.management);
	}

}
