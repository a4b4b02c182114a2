package io.github.dataflowautoscaler.shell;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

import org.springframework.shell.CompletionContext;
import org.springframework.shell.CompletionProposal;
import org.springframework.shell.command.CommandOption;
import org.springframework.shell.command.CommandRegistration;
import org.springframework.shell.completion.CompletionResolver;
import org.springframework.shell.standard.ValueProvider;

/**
 * Completes the names of streams, after {@code --name} and where the name stands without
 * it, right after an {@code autoscale} command; Spring Shell itself completes nothing
 * there.
 */
class StreamNames implements ValueProvider, CompletionResolver {

	private final PolicyDirectory policies;

	StreamNames(PolicyDirectory policies) {
		this.policies = policies;
	}

	@Override
	public List<CompletionProposal> complete(CompletionContext context) {
		return this.policies.streams().stream().map(CompletionProposal::new).collect(Collectors.toList());
	}

	@Override
	public List<CompletionProposal> apply(CompletionContext context) {
		return isPlaceOfName(context) ? complete(context) : Collections.emptyList();
	}

	private static boolean isPlaceOfName(CompletionContext context) {
		CommandRegistration command = context.getCommandRegistration();
		return context.getWordIndex() == 0 && command != null && command.getCommand().startsWith("autoscale ")
				&& command.getOptions().stream().anyMatch(StreamNames::isName);
	}

	private static boolean isName(CommandOption option) {
		return option.getPosition() == 0 && Arrays.asList(option.getLongNames()).contains("name");
	}

}
