package io.github.dataflowautoscaler.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.docs.Block;
import io.github.dataflowautoscaler.docs.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An overlay is sound with what the documentation says to add to it, and something in it
 * is different then.
 */
class DocumentedOverlaysTests {

	private static final String OVERLAY = "scdf-server";

	@ParameterizedTest
	@MethodSource("blocks")
	void theOverlayIsSoundWithIt(Block block) throws IOException {
		String overlay = Files
			.readString(Tool.PROJECT.resolve("k8s/overlays").resolve(OVERLAY).resolve("kustomization.yaml"));
		String manifests;
		try {
			manifests = Kustomize.render(OVERLAY,
					Map.of("kustomization.yaml", with(block.text(), overlay), "alert.rules.yml", "groups: []\n"));
		}
		catch (IllegalStateException ex) {
			throw new AssertionError(block + ": " + ex.getMessage(), ex);
		}
		assertThat(Check.all(manifests)).as("%s", block).isEmpty();
		assertThat(manifests).as("%s: what is rendered", block).isNotEqualTo(Kustomize.render(OVERLAY));
	}

	static List<Block> blocks() {
		return Block.of(Kind.KUSTOMIZATION);
	}

	/** An item becomes one of the list of its indentation. */
	private static String with(String text, String overlay) {
		if (text.startsWith("      - ")) {
			return overlay.replace("literals:\n", "literals:\n" + text);
		}
		if (text.startsWith("  - ")) {
			return overlay.replace("configMapGenerator:\n", "configMapGenerator:\n" + text);
		}
		return text.contains("patches:\n") ? overlay.replace("patches:\n", text) : overlay + text;
	}

}
