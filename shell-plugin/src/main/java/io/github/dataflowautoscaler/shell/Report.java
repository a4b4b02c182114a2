package io.github.dataflowautoscaler.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import org.springframework.shell.TerminalSizeAware;
import org.springframework.shell.table.ArrayTableModel;
import org.springframework.shell.table.BorderSpecification;
import org.springframework.shell.table.BorderStyle;
import org.springframework.shell.table.CellMatchers;
import org.springframework.shell.table.SimpleHorizontalAligner;
import org.springframework.shell.table.SimpleVerticalAligner;
import org.springframework.shell.table.TableBuilder;
import org.springframework.shell.table.Tables;

/**
 * What a command shows: lines and tables in Data Flow's style, as wide as the terminal.
 */
final class Report implements TerminalSizeAware {

	/** For output that goes to a file or a pipe. */
	private static final int WIDTH_WITHOUT_TERMINAL = 160;

	private final List<TerminalSizeAware> parts = new ArrayList<>();

	static Report json(JsonNode document) {
		return new Report().line(document.toPrettyString());
	}

	Report line(String line) {
		return part((width) -> line);
	}

	Report part(TerminalSizeAware part) {
		this.parts.add(part);
		return this;
	}

	/**
	 * Adds a table with a row of headers.
	 * @param headers one per column, in title case
	 * @param rows the rows
	 * @return this report
	 */
	Report table(List<String> headers, List<List<Object>> rows) {
		List<List<?>> all = new ArrayList<>(rows);
		all.add(0, headers);
		this.parts.add(builder(all, BorderSpecification.INNER_VERTICAL).addHeaderBorder(BorderStyle.fancy_double)
			.on(CellMatchers.row(0))
			.addAligner(SimpleVerticalAligner.middle)
			.addAligner(SimpleHorizontalAligner.center)
			.and()
			.build());
		return this;
	}

	/**
	 * Adds a table of names and values.
	 * @param rows a name and a value each; a map is shown as lines of key and value
	 * @return this report
	 */
	Report card(List<List<Object>> rows) {
		this.parts.add(builder(rows, BorderSpecification.INNER).build());
		return this;
	}

	private static TableBuilder builder(List<? extends List<?>> rows, int innerBorders) {
		Object[][] cells = rows.stream().map(List::toArray).toArray(Object[][]::new);
		TableBuilder builder = new TableBuilder(new ArrayTableModel(cells)).addOutlineBorder(BorderStyle.fancy_double)
			.paintBorder(BorderStyle.fancy_light, innerBorders)
			.fromTopLeft()
			.toBottomRight();
		return Tables.configureKeyValueRendering(builder, " = ");
	}

	@Override
	public CharSequence render(int terminalWidth) {
		int width = (terminalWidth > 0) ? terminalWidth : WIDTH_WITHOUT_TERMINAL;
		return this.parts.stream().map((part) -> part.render(width)).collect(Collectors.joining("\n"));
	}

	static List<Object> row(Object... cells) {
		return Arrays.asList(cells);
	}

}
