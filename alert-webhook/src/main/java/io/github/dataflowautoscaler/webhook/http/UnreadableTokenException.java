package io.github.dataflowautoscaler.webhook.http;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * The file of a token can't be read, so the request was not sent. The message names the
 * property and the file.
 */
class UnreadableTokenException extends IOException {

	private final String message;

	UnreadableTokenException(String message, @Nullable Throwable cause) {
		super(message, cause);
		this.message = message;
	}

	@Override
	public String getMessage() {
		return this.message;
	}

}
