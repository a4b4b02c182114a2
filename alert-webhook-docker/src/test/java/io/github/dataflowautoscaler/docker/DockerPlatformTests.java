package io.github.dataflowautoscaler.docker;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.github.dataflowautoscaler.docker.DockerProperties.Labels;
import io.github.dataflowautoscaler.webhook.dataflow.LatestPolicies;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException.Kind;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Services are observed and scaled, and nobody else's change is lost.
 */
class DockerPlatformTests {

	private static final ApplicationId WEB = new ApplicationId("shop", "shop_web");

	private static final String IN_SHOP = "{\"com.docker.stack.namespace\": \"shop\", \"com.df.scaleMax\": \"4\"}";

	private static final String TWO = "{\"Replicated\": {\"Replicas\": 2}}";

	private final DockerStandIn docker = DockerStandIn.start();

	private final DockerEngine engine = new DockerEngine(client(this.docker.host()), JsonMapper.shared());

	private final DockerStreams streams = new DockerStreams(
			this.engine, new ServiceLabels(new Labels("com.df.scaleMin", "com.df.scaleMax", "com.df.scaleUpBy",
					"com.df.scaleDownBy", "com.df.reschedule")),
			Duration.ofMinutes(1), new SteadyClock(Clock.systemUTC(), System::nanoTime));

	private final DockerPlatform platform = new DockerPlatform(this.engine, this.streams);

	private static DockerHttpClient client(String host) {
		return new ZerodepDockerHttpClient.Builder().dockerHost(URI.create(host))
			.responseTimeout(Duration.ofSeconds(5))
			.build();
	}

	@AfterEach
	void stop() {
		this.docker.close();
	}

	@Test
	void aServiceIsAnApplicationOfItsStack() {
		this.docker.create("shop_web", TWO, IN_SHOP);
		assertThat(this.platform.observe(WEB)).isEqualTo(new ApplicationState(State.DEPLOYED, 2, 2, "web:1"));
		assertThat(this.platform.observe(new ApplicationId("other", "shop_web")).state())
			.isEqualTo(State.NO_SUCH_SERVICE);
		assertThat(this.platform.observe(new ApplicationId("shop", "shop_db")).state())
			.isEqualTo(State.NO_SUCH_SERVICE);
	}

	@Test
	void allServicesAreReadTogetherWithTheirPolicies() {
		this.docker.create("shop_web", TWO, IN_SHOP);
		this.docker.create("alone", TWO, "{}");
		assertThat(this.platform.running()).isEmpty();
		this.streams.refresh();
		assertThat(this.platform.running()).containsOnlyKeys(WEB, new ApplicationId("alone", "alone"));
		assertThat(new LatestPolicies(this.streams).byApplication()).containsOnlyKeys(WEB);
	}

	@Test
	void whatIsNotKnownHereIsSentBackAsItWas() {
		this.docker.create("shop_web", TWO, IN_SHOP);
		this.platform.observe(WEB);
		this.platform.scale(WEB, 3);
		assertThat(this.docker.replicas("shop_web")).isEqualTo(3);
		assertThat(this.docker.updates()).singleElement()
			.satisfies((spec) -> assertThat(spec.at("/TaskTemplate/ContainerSpec/Future")).hasToString("[1,2]"));
	}

	@Test
	void aServiceThatWasChangedSinceItWasObservedIsNotScaled() {
		this.docker.create("shop_web", TWO, IN_SHOP);
		this.platform.observe(WEB);
		this.docker.touch("shop_web");
		assertThatExceptionOfType(PlatformException.class).isThrownBy(() -> this.platform.scale(WEB, 3))
			.returns(Kind.BUSY, PlatformException::kind)
			.withMessageContaining("changed meanwhile");
		assertThat(this.docker.updates()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			500 | rpc error: code = Unknown desc = update out of sequence                          | BUSY
			503 | This node is not a swarm manager. Use docker swarm init                          | REFUSED
			500 | rpc error: The swarm does not have a leader. It's possible that too few managers | UNREACHABLE
			403 | authorization denied by plugin                                                   | FORBIDDEN
			404 | service id-of-shop_web not found                                                 | NOT_FOUND
			400 | invalid mode                                                                     | REFUSED
			""")
	void aRefusalIsTranslated(int status, String message, Kind kind) {
		this.docker.create("shop_web", TWO, IN_SHOP);
		// The client itself repeats what was answered with 503.
		this.docker.fail(5, status, message);
		assertThatExceptionOfType(PlatformException.class).isThrownBy(() -> this.platform.scale(WEB, 3))
			.returns(kind, PlatformException::kind);
	}

	@ParameterizedTest
	@CsvSource({ "unix:///nowhere/docker.sock", "tcp://127.0.0.1:1" })
	void anEngineThatIsNotThereIsUnreachable(String host) {
		DockerEngine away = new DockerEngine(client(host), JsonMapper.shared());
		assertThatExceptionOfType(PlatformException.class).isThrownBy(away::services)
			.returns(Kind.UNREACHABLE, PlatformException::kind)
			.withMessageContaining("autoscale.docker.host");
	}

	@Test
	void policiesStayInForceWhileDockerIsAway() {
		this.docker.create("shop_web", TWO, IN_SHOP);
		this.streams.refresh();
		this.docker.close();
		this.streams.refresh();
		assertThat(this.streams.failure()).isPresent();
		assertThat(new LatestPolicies(this.streams).byApplication()).containsOnlyKeys(WEB);
	}

}
