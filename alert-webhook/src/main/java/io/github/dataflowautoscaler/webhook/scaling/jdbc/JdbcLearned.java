package io.github.dataflowautoscaler.webhook.scaling.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.decision.Capacity;
import io.github.dataflowautoscaler.webhook.decision.Headroom;
import io.github.dataflowautoscaler.webhook.decision.Memory;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.scaling.Learned;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * What was learned, in the table {@code learned}.
 */
@Repository
class JdbcLearned implements Learned {

	private static final String OF_APPLICATION = " where stream_name = :stream and application_name = :application";

	private static final String FIND_ALL = "select * from learned";

	private static final String FIND = FIND_ALL + OF_APPLICATION;

	private static final String UPDATE = "update learned set version = :version, capacity = :capacity,"
			+ " start_seconds = :start, headroom = :headroom" + OF_APPLICATION;

	private static final String INSERT = "insert into learned (stream_name, application_name, version, capacity,"
			+ " start_seconds, headroom) values (:stream, :application, :version, :capacity, :start, :headroom)";

	private final JdbcClient jdbc;

	JdbcLearned(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public Optional<Memory> find(ApplicationId id) {
		return ofApplication(FIND, id).query(JdbcLearned::map).optional();
	}

	@Override
	public Map<ApplicationId, Memory> findAll() {
		return this.jdbc.sql(FIND_ALL)
			.query((row, number) -> Map.entry(
					new ApplicationId(row.getString("stream_name"), row.getString("application_name")),
					map(row, number)))
			.list()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	@Override
	public void save(ApplicationId id, Memory memory) {
		if (write(UPDATE, id, memory).update() == 1) {
			return;
		}
		try {
			write(INSERT, id, memory).update();
		}
		catch (DuplicateKeyException ex) {
			write(UPDATE, id, memory).update();
		}
	}

	private StatementSpec write(String sql, ApplicationId id, Memory memory) {
		return ofApplication(sql, id).param("version", memory.version())
			.param("capacity", memory.capacity().measured())
			.param("start", memory.startTime().toMillis() / 1000.0)
			.param("headroom", written(memory.headroom()));
	}

	private StatementSpec ofApplication(String sql, ApplicationId id) {
		return this.jdbc.sql(sql).param("stream", id.stream()).param("application", id.application());
	}

	private static Memory map(ResultSet row, int number) throws SQLException {
		return new Memory(row.getString("version"), Capacity.learned(row.getObject("capacity", Double.class)),
				Duration.ofMillis(Math.round(1000 * row.getDouble("start_seconds"))), List.of(), null, null,
				read(row.getString("headroom")));
	}

	/** In order, to the second. What is open of it is over before anybody reads it. */
	private static String written(Headroom headroom) {
		return headroom.seconds()
			.stream()
			.map((time) -> String.valueOf(Math.round(time)))
			.collect(Collectors.joining(" "));
	}

	private static Headroom read(String seconds) {
		return new Headroom(Stream.of(seconds.split(" ")).map(Double::valueOf).toList(), null);
	}

}
