package io.github.dataflowautoscaler.docs;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a block is. For each kind there is a test that checks all blocks of it.
 */
public enum Kind {

	/** Commands of a system's shell: DocumentedCommandsTests of {@code e2e}. */
	COMMANDS("bash", ""),

	/** A session in the Data Flow Shell: SessionsTests of {@code shell-plugin}. */
	SESSION("", "dataflow:>"),

	/** The webhook's configuration: DocumentedSettingsTests of {@code alert-webhook}. */
	SETTINGS("yaml", "(autoscale|spring|server|management|logging):"),

	/** What the webhook answers: DocumentedAnswersTests of {@code alert-webhook}. */
	ANSWER("json", "\\{\"(?!@)"),

	/** What the webhook logs: StructuredLogTests of {@code alert-webhook}. */
	LOG("json", "\\{\"@timestamp\""),

	/** A part of Prometheus' configuration: DocumentedMonitoringTests of {@code e2e}. */
	PROMETHEUS("yaml", "(alerting|scrape_configs):"),

	/** Alert rules: DocumentedMonitoringTests of {@code e2e}. */
	RULES("yaml", "groups:"),

	/**
	 * A part of Alertmanager's configuration: DocumentedMonitoringTests of {@code e2e}.
	 */
	ALERTMANAGER("yaml", "(receivers|route):"),

	/** A part of an overlay: DocumentedOverlaysTests of {@code k8s}. */
	KUSTOMIZATION("yaml", "(images|patches):| +- "),

	/** Nothing that could be run: terms, listings, diagrams. */
	TEXT("text|properties|mermaid", ""),

	/** None of these: DocumentedBlocksTests of {@code e2e} asks for a mark. */
	UNKNOWN(".*", "");

	private static final Set<Kind> NEVER_RUN = Set.of(COMMANDS, TEXT, UNKNOWN);

	private final Pattern language;

	private final Pattern beginning;

	Kind(String language, String beginning) {
		this.language = Pattern.compile(language);
		this.beginning = Pattern.compile(beginning);
	}

	/** What is marked as not run is none of those that a test would check. */
	boolean matches(Block block) {
		return this.language.matcher(block.language()).matches() && this.beginning.matcher(block.content()).lookingAt()
				&& (!block.mark().startsWith(Block.NOT_RUN) || NEVER_RUN.contains(this));
	}

}
