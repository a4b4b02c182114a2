package io.github.dataflowautoscaler.shell;

import org.jline.reader.LineReader;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.util.StringUtils;

/**
 * Keeps passwords out of the shell's history, and so out of the file that it is written
 * to.
 */
class UnkeptLines implements SmartInitializingSingleton {

	private final ObjectProvider<LineReader> reader;

	UnkeptLines(ObjectProvider<LineReader> reader) {
		this.reader = reader;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.reader.ifAvailable((shell) -> {
			Object kept = shell.getVariable(LineReader.HISTORY_IGNORE);
			shell.setVariable(LineReader.HISTORY_IGNORE, StringUtils.hasText((String) kept)
					? kept + ":" + ServerCommands.WITH_PASSWORD : ServerCommands.WITH_PASSWORD);
		});
	}

}
