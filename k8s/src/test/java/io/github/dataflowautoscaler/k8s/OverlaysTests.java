package io.github.dataflowautoscaler.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an operator applies is what Kubernetes understands, and fits together.
 */
class OverlaysTests {

	@ParameterizedTest
	@MethodSource("overlays")
	@DisplayName("case 57: an overlay is valid, fits together and is confined")
	void isSound(String overlay) {
		assertThat(Check.all(Kustomize.render(overlay))).isEmpty();
	}

	@Test
	@DisplayName("case 57: Data Flow's manifests are valid, fit together and are confined")
	void dataFlowIsSound() {
		assertThat(Check.all(Kustomize.renderDataFlow())).isEmpty();
	}

	@Test
	void dataFlowIsWhereTheOverlayLooksForIt() {
		Cluster dataFlow = Cluster.of(Kustomize.renderDataFlow());
		assertThat(Cluster.of(Kustomize.render("scdf-server"))
			.all(ConfigMap.class)
			.filter((map) -> map.getMetadata().getName().startsWith("alert-webhook-environment-")))
			.singleElement()
			.satisfies((map) -> assertThat(map.getData())
				.containsEntry("SPRING_CLOUD_DATAFLOW_CLIENT_SERVER_URI", "http://scdf-server")
				.containsEntry("AUTOSCALE_PROMETHEUS_URI", "http://prometheus:9090"));
		assertThat(servicePort(dataFlow, "scdf-server")).isEqualTo(80);
		assertThat(servicePort(dataFlow, "prometheus")).isEqualTo(9090);
	}

	@ParameterizedTest
	@MethodSource("overlays")
	void bearsTheNameByWhichItIsRemoved(String overlay) {
		assertThat(Cluster.of(Kustomize.render(overlay)).objects()).allSatisfy((object) -> assertThat(labels(object))
			.containsEntry("app.kubernetes.io/part-of", "dataflow-autoscaler"));
	}

	@ParameterizedTest
	@MethodSource("overlays")
	void runsTheVersionAndServesThePortThatTheProjectHas(String overlay) throws IOException {
		Deployment webhook = Cluster.of(Kustomize.render(overlay))
			.find(Deployment.class, "alert-webhook")
			.orElseThrow();
		String project = Files.readString(Tool.PROJECT.resolve("pom.xml"));
		String configuration = Files
			.readString(Tool.PROJECT.resolve("alert-webhook/src/main/resources/application.yml"));
		assertThat(Cluster.containers(webhook)).singleElement().satisfies((container) -> {
			assertThat(project).contains("<version>" + container.getImage().replaceFirst(".*:", "") + "</version>");
			assertThat(container.getPorts()).extracting(ContainerPort::getContainerPort)
				.containsExactly(port(configuration));
		});
	}

	@Test
	@DisplayName("case 57: the image has a base that can't change, and runs as the user that the Pod names")
	void imageIsWhatThePodExpects() throws IOException {
		Deployment webhook = Cluster.of(Kustomize.render("scdf-server"))
			.find(Deployment.class, "alert-webhook")
			.orElseThrow();
		PodSecurityContext user = Cluster.podSpec(webhook).getSecurityContext();
		assertThat(Files.readString(Tool.PROJECT.resolve("pom.xml")))
			.containsPattern("<image.base>[^<]+@sha256:[0-9a-f]{64}</image.base>");
		assertThat(Files.readString(Tool.PROJECT.resolve("alert-webhook/pom.xml")))
			.contains("<user>%s:%s</user>".formatted(user.getRunAsUser(), user.getRunAsGroup()));
	}

	@Test
	@DisplayName("case 57: with two replicas nothing is kept in a file")
	void replicasShareADatabase() {
		Cluster cluster = Cluster.of(Kustomize.render("high-availability"));
		Deployment webhook = cluster.find(Deployment.class, "alert-webhook").orElseThrow();
		assertThat(webhook.getSpec().getReplicas()).isEqualTo(2);
		assertThat(cluster.find(PersistentVolumeClaim.class, "alert-webhook")).isEmpty();
		assertThat(Cluster.containers(webhook)).singleElement()
			.satisfies((container) -> assertThat(
					container.getEnvFrom().get(container.getEnvFrom().size() - 1).getSecretRef().getName())
				.startsWith("alert-webhook-database-"));
	}

	static Stream<String> overlays() {
		return Kustomize.OVERLAYS.stream();
	}

	private static int servicePort(Cluster cluster, String name) {
		return cluster.find(Service.class, name).orElseThrow().getSpec().getPorts().get(0).getPort();
	}

	private static Map<String, String> labels(HasMetadata object) {
		return object.getMetadata().getLabels();
	}

	private static int port(String configuration) {
		return StrictYaml.documents(configuration).get(0).path("server").path("port").asInt();
	}

}
