package io.github.dataflowautoscaler.webhook.dataflow;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A list as Data Flow writes it (HAL): under {@code _embedded}, by the name of its
 * relation. An empty one has no {@code _embedded}.
 *
 * @param <T> the type of the elements
 * @param embedded the elements by relation
 * @param page where a page is, {@code null} for a list that isn't paged
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Listing<T>(@JsonProperty("_embedded") @Nullable Map<String, List<T>> embedded, @Nullable Page page) {

	List<T> list() {
		return (this.embedded != null) ? this.embedded.values().stream().flatMap(Collection::stream).toList()
				: List.of();
	}

	boolean isLastPage() {
		return this.page == null || this.page.number() + 1 >= this.page.totalPages();
	}

	/**
	 * Where a page is.
	 *
	 * @param number its number, from 0
	 * @param totalPages how many there are
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Page(int number, int totalPages) {
	}

}
