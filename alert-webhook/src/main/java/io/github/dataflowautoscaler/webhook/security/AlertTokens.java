package io.github.dataflowautoscaler.webhook.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * The tokens that alerts have to be sent with, one in each line of a file: while one
 * takes the place of another, both are valid. The file is read anew each time. It is
 * small, and each way to detect a change misses some changes, such as those of a mounted
 * Secret, which has symbolic links.
 */
final class AlertTokens {

	private final Path file;

	AlertTokens(Path file) {
		this.file = file;
	}

	/**
	 * Tells whether a token is one of the file's, in a time that doesn't depend on how
	 * much of it is right.
	 * @param token what the client sent
	 * @return whether the client may send alerts
	 * @throws UncheckedIOException if the file can't be read or has no token in it, as
	 * while somebody is writing it
	 */
	boolean contain(String token) {
		byte[] sent = digest(token);
		boolean found = false;
		for (String valid : read()) {
			found |= MessageDigest.isEqual(digest(valid), sent);
		}
		return found;
	}

	/**
	 * Reads the file.
	 * @return the tokens, at least one
	 * @throws UncheckedIOException if there is none
	 */
	List<String> read() {
		try {
			List<String> tokens = Files.readAllLines(this.file)
				.stream()
				.map(String::strip)
				.filter((line) -> !line.isEmpty())
				.toList();
			if (tokens.isEmpty()) {
				throw new IOException(this.file + " is empty");
			}
			return tokens;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The file with the tokens of alerts can't be used: " + ex.getMessage(), ex);
		}
	}

	private static byte[] digest(String token) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
