package io.github.dataflowautoscaler.shell;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.springframework.shell.CompletionContext;
import org.springframework.shell.CompletionProposal;
import org.springframework.shell.standard.ValueProvider;

/**
 * Completes the names of the applications that can be scaled or have a policy, of the
 * stream that the command line names before.
 */
class ApplicationNames implements ValueProvider {

	private final PolicyDirectory policies;

	ApplicationNames(PolicyDirectory policies) {
		this.policies = policies;
	}

	@Override
	public List<CompletionProposal> complete(CompletionContext context) {
		return stream(context.getWords()).map(this.policies::scalable)
			.orElse(Collections.emptyList())
			.stream()
			.map(CompletionProposal::new)
			.collect(Collectors.toList());
	}

	private static Optional<String> stream(List<String> words) {
		int option = words.indexOf("--name");
		int stream = (option < 0) ? 0 : option + 1;
		return (stream < words.size()) ? Optional.of(words.get(stream)) : Optional.empty();
	}

}
