package io.github.dataflowautoscaler.shell;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.springframework.shell.Availability;
import org.springframework.shell.CompletionContext;
import org.springframework.shell.CompletionProposal;
import org.springframework.shell.command.CommandRegistration;
import org.springframework.shell.command.CommandRegistration.Builder;
import org.springframework.shell.command.CommandRegistration.OptionArity;
import org.springframework.shell.command.CommandRegistration.OptionSpec;
import org.springframework.shell.completion.CompletionResolver;

/**
 * A command that is being defined: its options, who may use it, and what it does. Its
 * line is read by {@link Arguments}, because Spring Shell's own parsers drop an option
 * that lacks its value, and some drop what they don't know.
 */
final class Command {

	/** Called as the shell calls the groups of its own commands. */
	static final String GROUP = "Autoscale Commands";

	static final String NAME = "name";

	static final String APPLICATION = "applicationName";

	private final Builder builder = CommandRegistration.builder().group(GROUP);

	private final StreamNames streams;

	private final ApplicationNames applications;

	private Runnable requirement = () -> {
	};

	Command(String key, StreamNames streams, ApplicationNames applications) {
		this.builder.command(key);
		this.streams = streams;
		this.applications = applications;
	}

	Command description(String description) {
		this.builder.description(description);
		return this;
	}

	Command viewing(Permissions permissions) {
		return allowed(permissions::toView, permissions::requireView);
	}

	Command modifying(Permissions permissions) {
		return allowed(permissions::toModify, permissions::requireModify);
	}

	private Command allowed(Supplier<Availability> availability, Runnable requirement) {
		this.builder.availability(availability);
		this.requirement = requirement;
		return this;
	}

	Command stream() {
		return option(NAME, "the name of the stream", (option) -> stream(option).required());
	}

	Command anyStream() {
		return option(NAME, "the name of the stream; all streams if there is none", this::stream);
	}

	private OptionSpec stream(OptionSpec option) {
		return option.position(0).completion(this.streams::complete);
	}

	Command application() {
		return option(APPLICATION, "the name/label of the application", (option) -> application(option).required());
	}

	Command anyApplication() {
		return option(APPLICATION, "the name/label of the application; all that have a policy if there is none",
				this::application);
	}

	private OptionSpec application(OptionSpec option) {
		return option.completion(this.applications::complete);
	}

	/**
	 * Adds an option that takes a value.
	 * @param name its name, without dashes
	 * @param help what it means, in which range, and its default
	 * @param choices values to complete, none if there are too many
	 * @return this command
	 */
	Command option(String name, String help, String... choices) {
		return option(name, help, (option) -> option.completion(choices(choices)));
	}

	/**
	 * Adds an option that has a default value.
	 * @param name its name, without dashes
	 * @param value the default
	 * @param help what it means
	 * @param choices values to complete
	 * @return this command
	 */
	Command defaulted(String name, String value, String help, String... choices) {
		return option(name, help, (option) -> option.defaultValue(value).completion(choices(choices)));
	}

	/**
	 * Adds an option that is on if it is there.
	 * @param name its name, without dashes
	 * @param help what it means
	 * @param choices the values that may follow it
	 * @return this command
	 */
	Command flag(String name, String help, String... choices) {
		return option(name, help, (option) -> option.arity(OptionArity.ZERO_OR_ONE).completion(choices(choices)));
	}

	private Command option(String name, String help, Function<OptionSpec, OptionSpec> more) {
		return option((option) -> more.apply(option.longNames(name).description(help)));
	}

	/**
	 * Adds an option with other attributes.
	 * @param form sets them, at least a name
	 * @return this command
	 */
	Command option(Function<OptionSpec, OptionSpec> form) {
		form.apply(this.builder.withOption().type(String.class).arity(OptionArity.EXACTLY_ONE));
		return this;
	}

	private static CompletionResolver choices(String... values) {
		List<String> choices = (values.length > 0) ? Arrays.asList(values) : Collections.emptyList();
		return (CompletionContext context) -> choices.stream()
			.map(CompletionProposal::new)
			.collect(Collectors.toList());
	}

	/**
	 * Completes the command.
	 * @param action what it does; its result is shown
	 * @return the command for the shell
	 */
	CommandRegistration does(Function<Arguments, Object> action) {
		return this.builder.withTarget().function((context) -> {
			this.requirement.run();
			return action.apply(Arguments.of(context));
		}).and().build();
	}

}
