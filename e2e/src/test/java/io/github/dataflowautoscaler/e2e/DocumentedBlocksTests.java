package io.github.dataflowautoscaler.e2e;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.github.dataflowautoscaler.docs.Block;
import io.github.dataflowautoscaler.docs.Kind;
import io.github.dataflowautoscaler.docs.Pages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No block of the documentation is one that nobody checks, unless it says why.
 */
class DocumentedBlocksTests {

	/** They run all blocks that are marked with their name, and fail if one is left. */
	private static final Set<String> RUNNERS = Set.of(AutoscalingIT.class.getSimpleName(),
			DocumentedCommandsTests.class.getSimpleName(), KubernetesOperationsIT.class.getSimpleName());

	@Test
	void eachKindIsThere() {
		assertThat(blocks()).extracting(Block::kind).containsAll(EnumSet.complementOf(EnumSet.of(Kind.UNKNOWN)));
	}

	@ParameterizedTest
	@MethodSource("blocks")
	void aBlockIsCheckedOrSaysWhyNot(Block block) {
		switch (block.kind()) {
			case COMMANDS -> assertThat(isRun(block) || saysWhyNot(block))
				.as("%s: before commands, <!-- %s… --> names one of %s, or <!-- %s… --> says why not, and here is '%s'",
						block, Block.RUN_BY, RUNNERS, Block.NOT_RUN, block.mark())
				.isTrue();
			case UNKNOWN -> assertThat(saysWhyNot(block))
				.as("%s: no test checks such a block; mark it with <!-- %s… -->, or tag it text if nothing can be run",
						block, Block.NOT_RUN)
				.isTrue();
			default -> assertThat(block.mark()).as("%s: a test checks it, and here is a mark", block).isEmpty();
		}
	}

	static List<Block> blocks() {
		return Pages.blocks();
	}

	private static boolean isRun(Block block) {
		return !block.runBy().isEmpty() && RUNNERS.containsAll(block.runBy());
	}

	private static boolean saysWhyNot(Block block) {
		return block.mark().startsWith(Block.NOT_RUN) && block.mark().length() > Block.NOT_RUN.length();
	}

}
