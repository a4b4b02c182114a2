package io.github.dataflowautoscaler.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A path of the webhook's API with those parameters that have a value.
 */
final class Query {

	private final StringBuilder template;

	private final List<String> values;

	private char separator = '?';

	/**
	 * Begins a query.
	 * @param path the path, a template
	 * @param variables the values of the path's variables, in their order
	 */
	Query(String path, String... variables) {
		this.template = new StringBuilder(path);
		this.values = new ArrayList<>(Arrays.asList(variables));
	}

	Query with(String parameter, @Nullable String value) {
		if (value != null) {
			this.template.append(this.separator).append(parameter).append("={").append(parameter).append('}');
			this.separator = '&';
			this.values.add(value);
		}
		return this;
	}

	String template() {
		return this.template.toString();
	}

	Object[] values() {
		return this.values.toArray();
	}

}
