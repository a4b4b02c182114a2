package io.github.dataflowautoscaler.demo.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Manifests}.
 */
class ManifestsTests {

	private final Target target = new Target("one", "demo", "k8s/dataflow", "k8s/overlays/scdf-server",
			"example.com/team/", "demo-1");

	private Path copy;

	private Manifests manifests;

	@BeforeEach
	void write(@TempDir Path directory) {
		this.copy = directory.resolve("manifests");
		this.manifests = Manifests.write(Path.of(".."), this.copy, this.target);
	}

	@Test
	void theImageIsTheOneThatWasPushed() {
		assertThat(Path.of(this.manifests.autoscaler(), "kustomization.yaml")).content()
			.contains("  - ../k8s/overlays/scdf-server\n", "newName: example.com/team/alert-webhook\n",
					"newTag: demo-1\n");
		assertThat(this.target.image("log-sink")).isEqualTo("example.com/team/log-sink:demo-1");
		assertThat(Path.of(this.manifests.dataFlow(), "kustomization.yaml")).exists();
	}

	@Test
	void secretsAreNewAndNowhereElse() throws IOException {
		Path secrets = this.copy.resolve("k8s/base/secrets");
		assertThat(secrets.resolve("data-flow.env")).isEmptyFile();
		assertThat(this.manifests.passwordFile()).isEqualTo(secrets.resolve("operator-password"));
		assertThat(List.of("alert-token", "operator-password", "prometheus-password"))
			.extracting((file) -> Files.readString(secrets.resolve(file)))
			.doesNotHaveDuplicates()
			.allSatisfy((secret) -> assertThat(secret).hasSizeGreaterThan(30).doesNotContainAnyWhitespaces());
	}

	@Test
	void theClockIsFaster() {
		assertThat(this.copy.resolve("k8s/dataflow/prometheus/prometheus.yml")).content()
			.contains("evaluation_interval: 2s")
			.doesNotContain("interval: 15s");
		assertThat(this.copy.resolve("prometheus/alert.rules.yml")).content().doesNotContain("[2m]");
		assertThat(this.copy.resolve("alertmanager/alertmanager.yml")).content().contains("repeat_interval: 15s");
	}

}
