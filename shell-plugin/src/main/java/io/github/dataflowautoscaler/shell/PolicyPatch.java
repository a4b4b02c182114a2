package io.github.dataflowautoscaler.shell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a policy that a command line names, as a merge patch (RFC 7396).
 */
final class PolicyPatch {

	private final ObjectNode patch = JsonNodeFactory.instance.objectNode();

	/**
	 * Adds a setting.
	 * @param setting the setting
	 * @param value its value as it was typed, {@code null} if it was not
	 * @return this patch
	 * @throws CommandFailure if the value can't be read
	 */
	PolicyPatch put(Setting setting, @Nullable String value) {
		if (value != null) {
			this.patch.set(setting.key(),
					value.equals(Setting.DEFAULT) ? JsonNodeFactory.instance.nullNode() : setting.read(value));
		}
		return this;
	}

	/**
	 * Returns the patch.
	 * @return what is to be changed, empty if nothing is
	 */
	JsonNode toJson() {
		return this.patch;
	}

}
