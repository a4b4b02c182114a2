package io.github.dataflowautoscaler.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server that can be stopped, and started again with what is in it.
 */
final class PostgreSql {

	private final Path directory;

	private final int port;

	private @Nullable EmbeddedPostgres server;

	/**
	 * A server that does not run yet.
	 * @param parent where a directory for its data is made
	 * @param port where it is to listen, on the loopback address
	 */
	PostgreSql(Path parent, int port) {
		try {
			this.directory = Files.createTempDirectory(Files.createDirectories(parent), "postgresql");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.port = port;
	}

	String url() {
		return "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres".formatted(this.port);
	}

	void start() {
		try {
			this.server = EmbeddedPostgres.builder()
				.setDataDirectory(this.directory)
				.setCleanDataDirectory(false)
				.setServerConfig("listen_addresses", "127.0.0.1")
				.setPort(this.port)
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** As if nothing had been decided so far. */
	void forgetHistory() {
		try (Connection connection = DriverManager.getConnection(url());
				Statement statement = connection.createStatement()) {
			statement.execute("delete from history");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	void stop() {
		if (this.server != null) {
			try {
				this.server.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			this.server = null;
		}
	}

}
