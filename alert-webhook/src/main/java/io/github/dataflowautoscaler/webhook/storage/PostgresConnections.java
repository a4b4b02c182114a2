package io.github.dataflowautoscaler.webhook.storage;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Limits how long a replica, a server or a network that has gone silent can hold up
 * others where the database is PostgreSQL, which by default waits for ever.
 */
@Component
class PostgresConnections implements BeanPostProcessor {

	/** Locks of a replica that was frozen inside a transaction hold up the others. */
	private static final String END_SILENT_TRANSACTIONS = "set idle_in_transaction_session_timeout = '5s'";

	/**
	 * Longer than a silent transaction lasts. Who works on a table by hand, or migrates
	 * it, would keep all threads waiting otherwise.
	 */
	private static final String END_WAITING_FOR_LOCKS = "set lock_timeout = '7s'";

	/** Long enough for a migration's statements. */
	private static final String LONGEST_SILENCE_SECONDS = "60";

	@Override
	public Object postProcessBeforeInitialization(Object bean, String name) {
		if (bean instanceof HikariDataSource pool && pool.getJdbcUrl() != null
				&& pool.getJdbcUrl().startsWith("jdbc:postgresql:")) {
			pool.setConnectionInitSql(END_SILENT_TRANSACTIONS + "; " + END_WAITING_FOR_LOCKS);
			pool.addDataSourceProperty("socketTimeout", LONGEST_SILENCE_SECONDS);
			pool.addDataSourceProperty("tcpKeepAlive", "true");
		}
		return bean;
	}

}
