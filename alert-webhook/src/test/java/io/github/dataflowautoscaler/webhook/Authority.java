package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A certificate authority of one's own, with the certificates that it has signed, as PEM
 * files.
 */
final class Authority {

	private static final String PASSWORD = "changeit";

	private final Path directory;

	private final Path store;

	/**
	 * Founds an authority.
	 * @param directory where its files are
	 * @param name its name
	 */
	Authority(Path directory, String name) throws IOException {
		this.directory = Files.createDirectories(directory.resolve(name));
		this.store = this.directory.resolve("store.p12");
		keytool("-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "bc:c=ca:true");
		keytool("-exportcert", "-alias", "ca", "-rfc", "-file", certificate().toString());
	}

	/** The authority's own certificate. */
	Path certificate() {
		return this.directory.resolve("ca.crt");
	}

	/**
	 * Issues a certificate.
	 * @param name what its files are called, with {@code .crt} and {@code .key}
	 * @param alternatives the names of who shows it, as {@code dns:localhost}
	 * @return the path of both, without the ending
	 */
	Path issue(String name, String alternatives) throws IOException, GeneralSecurityException {
		Path path = this.directory.resolve(name);
		keytool("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name, "-signer", "ca", "-ext",
				"san=" + alternatives);
		keytool("-exportcert", "-alias", name, "-rfc", "-file", path + ".crt");
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream file = Files.newInputStream(this.store)) {
			keys.load(file, PASSWORD.toCharArray());
		}
		byte[] key = keys.getKey(name, PASSWORD.toCharArray()).getEncoded();
		Files.writeString(Path.of(path + ".key"), "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
			.formatted(Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(key)));
		return path;
	}

	private void keytool(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
		command.addAll(List.of(arguments));
		command.addAll(List.of("-keystore", this.store.toString(), "-storepass", PASSWORD));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.onExit().join().exitValue()).as(output).isZero();
	}

}
