package io.github.dataflowautoscaler.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * Files that operators name.
 */
final class TextFiles {

	private TextFiles() {
	}

	static void write(String file, String text) {
		try {
			Files.write(path(file), text.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new CommandFailure("'" + file + "' can't be written: " + reason(ex));
		}
	}

	static byte[] read(String file) {
		try {
			return Files.readAllBytes(path(file));
		}
		catch (IOException ex) {
			throw new CommandFailure("'" + file + "' can't be read: " + reason(ex));
		}
	}

	/** Of some failures Java tells nothing but the file's name. */
	private static String reason(IOException failure) {
		return (failure instanceof NoSuchFileException) ? "there is no such file or directory"
				: (failure instanceof AccessDeniedException) ? "access is denied"
						: String.valueOf(failure.getMessage());
	}

	private static Path path(String file) {
		try {
			return Paths.get(file);
		}
		catch (InvalidPathException ex) {
			throw new CommandFailure("'" + file + "' is not a valid file name");
		}
	}

}
