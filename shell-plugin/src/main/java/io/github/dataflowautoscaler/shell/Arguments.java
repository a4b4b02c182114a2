package io.github.dataflowautoscaler.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.shell.command.CommandContext;
import org.springframework.shell.command.CommandOption;
import org.springframework.shell.command.CommandRegistration;

/**
 * What was typed after a command. Every word of it means something or is refused.
 */
final class Arguments {

	private static final String DASHES = "--";

	private final Map<String, CommandOption> options;

	private final Map<String, String> values = new LinkedHashMap<>();

	private Arguments(List<CommandOption> options) {
		this.options = options.stream().collect(Collectors.toMap(Arguments::name, (option) -> option));
	}

	/**
	 * Reads the words after a command.
	 * @param context the command's line
	 * @return the options' values
	 * @throws CommandFailure naming the word that can't be understood, or the option
	 * whose value is missing
	 */
	static Arguments of(CommandContext context) {
		CommandRegistration command = context.getCommandRegistration();
		Arguments arguments = new Arguments(command.getOptions());
		arguments.read(words(command.getCommand(), context.getRawArgs()));
		return arguments;
	}

	/**
	 * Later generations of Spring Shell count the command's own words. A blank at the end
	 * of a line is an empty word.
	 */
	private static List<String> words(String command, String[] raw) {
		List<String> words = new ArrayList<>(Arrays.asList(raw));
		List<String> own = Arrays.asList(command.split(" "));
		if (words.size() >= own.size() && words.subList(0, own.size()).equals(own)) {
			words.subList(0, own.size()).clear();
		}
		if (!words.isEmpty() && words.get(words.size() - 1).isEmpty()) {
			words.remove(words.size() - 1);
		}
		return words;
	}

	private void read(List<String> words) {
		int next = 0;
		while (next < words.size()) {
			String word = words.get(next++);
			if (!word.startsWith(DASHES)) {
				put(positional(word), word);
			}
			else if (next < words.size() && !words.get(next).startsWith(DASHES)) {
				put(name(known(word)), words.get(next++));
			}
			else {
				put(name(known(word)), alone(known(word)));
			}
		}
	}

	private String positional(String word) {
		return this.options.values()
			.stream()
			.filter((option) -> option.getPosition() == 0)
			.map(Arguments::name)
			.filter((option) -> !this.values.containsKey(option))
			.findFirst()
			.orElseThrow(() -> new CommandFailure(
					"'" + word + "' is an unexpected argument" + (this.options.containsKey(Command.APPLICATION)
							? "; an application follows --" + Command.APPLICATION : "")));
	}

	private CommandOption known(String word) {
		return Optional.ofNullable(this.options.get(word.substring(DASHES.length())))
			.orElseThrow(() -> new CommandFailure("There is no option '" + word + "'; there are "
					+ this.options.keySet().stream().sorted().map(DASHES::concat).collect(Collectors.joining(", "))));
	}

	/** An option that is on if it is there needs no value. */
	private static String alone(CommandOption option) {
		if (option.getArityMin() > 0) {
			throw new CommandFailure(DASHES + name(option) + " has no value");
		}
		return Boolean.TRUE.toString();
	}

	private static String name(CommandOption option) {
		return option.getLongNames()[0];
	}

	private void put(String option, String value) {
		if (this.values.put(option, value) != null) {
			throw new CommandFailure(DASHES + option + " is given twice");
		}
	}

	String stream() {
		return Optional.ofNullable(find(Command.NAME))
			.orElseThrow(() -> new CommandFailure("The name of the stream is missing"));
	}

	String application() {
		return required(Command.APPLICATION);
	}

	String required(String option) {
		return Optional.ofNullable(find(option)).orElseThrow(() -> new CommandFailure(DASHES + option + " is missing"));
	}

	@Nullable String find(String option) {
		return this.values.get(option);
	}

	String orDefault(String option) {
		return Optional.ofNullable(find(option)).orElseGet(() -> known(DASHES + option).getDefaultValue());
	}

	/**
	 * Tells whether an option is on.
	 * @param option its name, without dashes
	 * @return {@code false} if it is left out
	 * @throws CommandFailure if its value is another one than {@code true} or
	 * {@code false}
	 */
	boolean isOn(String option) {
		String value = Optional.ofNullable(find(option)).orElse("false");
		if (!value.equals("true") && !value.equals("false")) {
			throw new CommandFailure(option + " is '" + value + "'; it must be true or false");
		}
		return Boolean.parseBoolean(value);
	}

	/**
	 * Reads a whole number.
	 * @param option the option's name, without dashes
	 * @param least its smallest value
	 * @param most its largest value
	 * @return the number, or the option's default
	 * @throws CommandFailure if it is not a whole number in this range
	 */
	int count(String option, int least, int most) {
		String value = orDefault(option);
		try {
			int count = Integer.parseInt(value);
			if (count >= least && count <= most) {
				return count;
			}
		}
		catch (NumberFormatException ex) {
			// Told below, as every other number that does not fit.
		}
		throw new CommandFailure(
				option + " is '" + value + "'; it must be a whole number from " + least + " to " + most);
	}

}
