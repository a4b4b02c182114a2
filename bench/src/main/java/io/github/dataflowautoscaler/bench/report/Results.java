package io.github.dataflowautoscaler.bench.report;

import java.nio.file.Path;
import java.util.List;

import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The content of {@code results.json}.
 *
 * @param loads in the order in which they ran
 */
public record Results(List<LoadResult> loads) {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
		.enable(SerializationFeature.INDENT_OUTPUT)
		.build();

	/**
	 * Writes the file.
	 * @param file where to; replaced if it exists
	 */
	public void write(Path file) {
		MAPPER.writeValue(file.toFile(), this);
	}

	/**
	 * The file's text.
	 * @return an object with all loads
	 */
	public String toJson() {
		return MAPPER.writeValueAsString(this);
	}

}
