package io.github.dataflowautoscaler.docker;

import java.time.Clock;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.github.dataflowautoscaler.webhook.alert.AlertEndpoint;
import io.github.dataflowautoscaler.webhook.alertmanager.AlertmanagerServer;
import io.github.dataflowautoscaler.webhook.dataflow.StreamsHealthIndicator;
import io.github.dataflowautoscaler.webhook.history.History;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.scaling.ScaleRequestProcessor;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;
import io.github.dataflowautoscaler.webhook.time.Ticks;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Puts Docker in the place of Data Flow.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty("autoscale.docker.enabled")
@EnableConfigurationProperties(DockerProperties.class)
@Import({ ScaleServiceController.class, RescheduleController.class, ScalerSecurity.class })
class DockerAutoConfiguration {

	/** It connects when it is used, so the application starts while Docker is down. */
	@Bean
	DockerHttpClient dockerHttpClient(DockerProperties properties, SslBundles bundles) {
		ZerodepDockerHttpClient.Builder builder = new ZerodepDockerHttpClient.Builder().dockerHost(properties.host())
			.connectionTimeout(properties.connectTimeout())
			.responseTimeout(properties.readTimeout());
		@Nullable String bundle = properties.ssl().bundle();
		if (bundle != null) {
			SslBundle certificates = bundle(bundles, bundle);
			builder.sslConfig(certificates::createSslContext);
		}
		return builder.build();
	}

	private static SslBundle bundle(SslBundles bundles, String name) {
		try {
			return bundles.getBundle(name);
		}
		catch (NoSuchSslBundleException ex) {
			throw new InvalidConfigurationPropertyValueException("autoscale.docker.ssl.bundle", name,
					"There is no such bundle under spring.ssl.bundle");
		}
	}

	@Bean
	DockerEngine dockerEngine(DockerHttpClient client, JsonMapper json) {
		return new DockerEngine(client, json);
	}

	@Bean
	ServiceLabels serviceLabels(DockerProperties properties) {
		return new ServiceLabels(properties.labels());
	}

	@Bean
	DockerStreams dockerStreams(DockerEngine engine, ServiceLabels labels, DockerProperties properties,
			SteadyClock clock) {
		return new DockerStreams(engine, labels, properties.staleAfter(), clock);
	}

	@Bean
	DockerPlatform dockerPlatform(DockerEngine engine, DockerStreams streams) {
		return new DockerPlatform(engine, streams);
	}

	@Bean
	DockerApplications dockerApplications(DockerEngine engine) {
		return new DockerApplications(engine);
	}

	@Bean
	StreamsHealthIndicator docker(DockerStreams streams) {
		return new StreamsHealthIndicator(streams, "services");
	}

	@Bean
	Decisions decisions(ScaleRequestProcessor processor, History history, Ticks ticks) {
		return new Decisions(processor, history, ticks);
	}

	/** Without an Alertmanager nobody is told. */
	@Bean
	ScalerAlerts scalerAlerts(AlertmanagerServer server, Policies policies, Clock systemClock) {
		return new ScalerAlerts(server, policies, systemClock);
	}

	@Bean
	AlertEndpoint scalerEndpoint() {
		return new AlertEndpoint("/v1/**");
	}

	@Bean
	AlertEndpoint prefixedScalerEndpoint(DockerProperties properties) {
		return new AlertEndpoint(properties.serverPrefix() + "/v1/**");
	}

}
