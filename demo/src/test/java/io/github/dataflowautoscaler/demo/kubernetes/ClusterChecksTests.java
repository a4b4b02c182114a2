package io.github.dataflowautoscaler.demo.kubernetes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code demo/run} says before it builds anything.
 */
class ClusterChecksTests {

	private static final Path DEMO = Path.of("").toAbsolutePath();

	/** A kubectl that answers what the environment says. */
	private static final String KUBECTL = """
			#!/usr/bin/env bash
			case "$*" in
				*get-contexts*) printf '%s\\n' one two ;;
				*current-context) [[ ${CURRENT=one} ]] && echo "$CURRENT" ;;
				*"get --raw /version"*) [[ -z $DOWN ]] || { printf 'E1127 memcache.go\\n%s\\n' "$DOWN" >&2; exit 1; } ;;
				*"get namespace"*)
					[[ -z $NAMESPACE ]] || { echo "$NAMESPACE"; exit; }
					echo "${REFUSED:-Error from server (NotFound): namespaces \\"x\\" not found}" >&2
					exit 1
					;;
				*"can-i --quiet $DENIED "*) exit 1 ;;
				*"config view"*) printf '%s' "$CLUSTER" ;;
			esac
			""";

	@TempDir
	private Path programs;

	/** Nothing but what the script needs is on the path. */
	@BeforeEach
	void prepare() throws IOException {
		for (String program : List.of("bash", "dirname", "paste", "tail")) {
			install(program, "#!/bin/sh\nexec %s \"$@\"\n".formatted(find(program)));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			--fast                                            | usage: demo/run [--keep] [--on kubernetes
			--on                                              | --on needs a value. usage:
			--on kubernetes --context --keep                  | --context needs a value. usage:
			--on moon                                         | --on takes kubernetes, and is 'moon'.
			--namespace a                                     | --on kubernetes is missing. usage:
			--on kubernetes --namespace My_Demo               | --namespace takes at most 63 small letters
			--on kubernetes --registry https://example.com/a  | --registry takes HOST/PATH without a scheme
			--on kubernetes --registry example.com/a/         | --registry takes HOST/PATH without a scheme
			--on kubernetes                                   | kubectl is missing. Install it
			""")
	void saysWhatIsWrongWithTheArguments(String arguments, String message) throws Exception {
		assertThat(run(arguments, Map.of())).startsWith("demo/run: " + message).hasLineCount(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					CURRENT=                                   |                  | kubectl has no current context. Name one with --context; there are: one two
					CURRENT=one                                | --context three  | kubectl has no context 'three'. There are: one two
					DOWN=The connection to 10.1.1.1 was refused | --context two   | The cluster of the context 'two' does not answer: The connection to 10.1.1.1 was refused
					NAMESPACE=<no value>                       | --namespace scdf | The namespace 'scdf' is there already.
					NAMESPACE=5b1c                             |                  | The namespace 'autoscaler-demo' has a demo that was left running. demo/stop removes it
					REFUSED=Error from server (Forbidden)      |                  | The namespace 'autoscaler-demo' can't be asked for: Error from server (Forbidden)
					DENIED=create deployments.apps             |                  | The user of the context 'one' may not: create deployments.apps.
					CLUSTER=gke_project_zone_name              |                  | Images can be loaded into clusters of kind, minikube, k3d and e2e/cluster, and the cluster 'gke_project_zone_name' is none of them. Name a registry
					CLUSTER=kind-dev                           |                  | kind is missing, which loads images into the cluster 'dev'.
					""")
	void saysWhatIsWrongWithTheCluster(String answer, String arguments, String message) throws Exception {
		install("kubectl", KUBECTL);
		String[] variable = answer.split("=", 2);
		String output = run("--on kubernetes " + ((arguments != null) ? arguments : ""),
				Map.of(variable[0], variable[1]));
		assertThat(output).startsWith("demo/run: " + message).hasLineCount(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			kind-dev                                   | kind load image-archive i.tar --name dev
			k3d-kind-1                                 | k3d image import i.tar --cluster kind-1
			minikube minikube.sigs.k8s.io              | minikube image load i.tar --profile minikube
			kind-of-mine minikube.sigs.k8s.io          | minikube image load i.tar --profile kind-of-mine
			""")
	void loadsImagesByTheToolThatHasMadeTheCluster(String cluster, String command) throws Exception {
		install("kubectl", KUBECTL);
		String tool = command.split(" ")[0];
		install(tool, "#!/usr/bin/env bash\necho \"${0##*/} $*\"\n");
		String script = "fail() { echo \"$*\"; exit 1; }; source kubernetes; context=one; choose_loader; load i.tar";
		assertThat(run(List.of("bash", "-euc", script), Map.of("CLUSTER", cluster))).isEqualTo(command + "\n");
	}

	@Test
	void knowsTheTestClusterByItsName() throws Exception {
		install("kubectl", KUBECTL);
		String script = "fail() { echo \"$*\"; }; source kubernetes; context=one; choose_loader; echo $loader";
		assertThat(run(List.of("bash", "-euc", script), Map.of("CLUSTER", "dataflow-autoscaler")))
			.endsWith("test-cluster\n");
	}

	private String run(String arguments, Map<String, String> environment) throws Exception {
		List<String> command = new ArrayList<>(List.of("./run"));
		command.addAll(List.of(arguments.strip().split(" +")));
		return run(command, environment);
	}

	private String run(List<String> command, Map<String, String> environment) throws Exception {
		ProcessBuilder builder = new ProcessBuilder(command).directory(DEMO.toFile()).redirectErrorStream(true);
		builder.environment().putAll(environment);
		builder.environment().put("PATH", this.programs.toString());
		Process process = builder.start();
		process.getOutputStream().close();
		return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

	private void install(String program, String text) throws IOException {
		assertThat(Files.writeString(this.programs.resolve(program), text).toFile().setExecutable(true)).isTrue();
	}

	private static Path find(String program) {
		return List.of(System.getenv("PATH").split(":"))
			.stream()
			.map((directory) -> Path.of(directory, program))
			.filter(Files::isExecutable)
			.findFirst()
			.orElseThrow();
	}

}
