package io.github.dataflowautoscaler.webhook.http;

import java.net.URI;

/**
 * Reads the address of a server. It is bound as text: Spring Boot shows the value of a
 * property that it can't convert, and there may be a password in it.
 */
public final class ServerAddress {

	private ServerAddress() {
	}

	/**
	 * Reads an address.
	 * @param property the property that has the address
	 * @param text an address of HTTP or HTTPS without user and password
	 * @return the address
	 * @throws IllegalArgumentException if it is none; the message shows none of it if a
	 * password could be in it
	 */
	public static URI parse(String property, String text) {
		if (text.contains("@")) {
			throw new IllegalArgumentException(
					property + " has a user in it, as in http://user:password@host; leave it out of the address");
		}
		try {
			URI address = URI.create(text);
			if (("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
					&& address.getHost() != null) {
				return address;
			}
		}
		catch (IllegalArgumentException ex) {
			// Told below, as every other address that is none.
		}
		throw new IllegalArgumentException(
				"%s is '%s'; it must be an address such as http://localhost:9090".formatted(property, text));
	}

}
