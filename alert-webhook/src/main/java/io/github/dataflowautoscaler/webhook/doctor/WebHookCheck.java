package io.github.dataflowautoscaler.webhook.doctor;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Which version runs, and whether it has its database.
 */
@Component
@Order(1)
class WebHookCheck implements Check {

	private final DataSource dataSource;

	WebHookCheck(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	@Override
	public String name() {
		return "webhook";
	}

	@Override
	public List<Finding> examine(List<StoredPolicy> policies) {
		try (Connection connection = this.dataSource.getConnection()) {
			DatabaseMetaData database = connection.getMetaData();
			return List.of(Finding.ok(this, "Version %s, with %s %s".formatted(version(),
					database.getDatabaseProductName(), database.getDatabaseProductVersion())));
		}
		catch (SQLException ex) {
			return List.of(Finding.failure(this, "The database can't be reached: " + ex.getMessage(),
					"Check spring.datasource.url, and whether the database runs; alerts are answered with 503 until then"));
		}
	}

	/** A version stands in the jar's manifest, so there is none in a development tree. */
	private static String version() {
		return Optional.ofNullable(WebHookCheck.class.getPackage().getImplementationVersion()).orElse("in development");
	}

}
