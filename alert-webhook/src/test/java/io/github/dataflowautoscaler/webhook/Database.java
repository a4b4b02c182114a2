package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.UUID;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The databases that the webhook keeps its data in. Each test gets an empty one; all of
 * them share one PostgreSQL server, which ends with the process.
 */
public enum Database {

	/** In memory. */
	H2 {
		@Override
		public String createEmpty() {
			return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;USER=sa";
		}
	},

	/** A server of its own. */
	POSTGRESQL {
		@Override
		public String createEmpty() {
			String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
			try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
					Statement statement = connection.createStatement()) {
				statement.execute("create database " + name);
				return Server.RUNNING.getJdbcUrl("postgres", name);
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		}
	};

	/**
	 * Creates a database without tables.
	 * @return its URL, with everything that is needed to connect
	 */
	public abstract String createEmpty();

	/**
	 * Creates a database as the webhook has it.
	 * @return where to connect
	 */
	public DataSource create() {
		DataSource dataSource = new DriverManagerDataSource(createEmpty());
		Flyway.configure()
			.dataSource(dataSource)
			.locations("db/migration", "db/vendor/" + name().toLowerCase(Locale.ROOT))
			.load()
			.migrate();
		return dataSource;
	}

	/** Started when it is first needed. */
	private static final class Server {

		static final EmbeddedPostgres RUNNING = start();

		private static EmbeddedPostgres start() {
			try {
				return EmbeddedPostgres.builder()
					.setServerConfig("listen_addresses", "127.0.0.1")
					.setServerConfig("fsync", "off")
					.start();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
