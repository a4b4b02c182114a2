package io.github.dataflowautoscaler.shell;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A path of the webhook's API with those parameters that have a value.
 */
final class Query {

	private final StringBuilder template;

	private final List<String> values = new ArrayList<>();

	Query(String path) {
		this.template = new StringBuilder(path);
	}

	Query with(String parameter, @Nullable String value) {
		if (value != null) {
			this.template.append(this.values.isEmpty() ? '?' : '&')
				.append(parameter)
				.append("={")
				.append(parameter)
				.append('}');
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
