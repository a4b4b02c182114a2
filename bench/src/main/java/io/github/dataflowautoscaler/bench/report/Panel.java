package io.github.dataflowautoscaler.bench.report;

import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/**
 * A diagram over time within a plot: one pixel stands for as many seconds as have to
 * share it, and shows the highest of their values.
 */
final class Panel {

	static final int WIDTH = 1100;

	private static final int LEFT = 60;

	private static final int RIGHT = 1080;

	private static final int[] TICKS = { 60, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400 };

	private static final int MOST_TICKS = 13;

	private final int top;

	private final int height;

	private final int seconds;

	private final double highest;

	Panel(int top, int height, int seconds, double highest) {
		this.top = top;
		this.height = height;
		this.seconds = seconds;
		this.highest = highest;
	}

	String line(IntToDoubleFunction value, String colour) {
		return "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.4\"/>%n".formatted(path(value), colour);
	}

	String area(IntToDoubleFunction value, String colour) {
		return "<path d=\"%s V%d H%d Z\" fill=\"%s\"/>%n".formatted(path(value), this.top + this.height, LEFT, colour);
	}

	/** Steps from value to value, drawn only where there is a new one. */
	private String path(IntToDoubleFunction value) {
		StringBuilder path = new StringBuilder();
		String last = "";
		for (int x = LEFT; x < RIGHT; x++) {
			String y = number(y(highestWithin(value, x)));
			if (path.isEmpty()) {
				path.append("M").append(LEFT).append(',').append(y);
			}
			else if (!y.equals(last)) {
				path.append("H").append(x).append('V').append(y);
			}
			last = y;
		}
		return path.append("H").append(RIGHT).toString();
	}

	private double highestWithin(IntToDoubleFunction value, int x) {
		int from = (int) ((long) (x - LEFT) * this.seconds / (RIGHT - LEFT));
		int to = Math.max(from + 1, (int) ((long) (x + 1 - LEFT) * this.seconds / (RIGHT - LEFT)));
		double most = 0;
		for (int second = from; second < Math.min(to, this.seconds); second++) {
			most = Math.max(most, value.applyAsDouble(second));
		}
		return most;
	}

	private double y(double value) {
		return this.top + this.height - value / this.highest * this.height;
	}

	String axes(String label) {
		StringBuilder text = new StringBuilder();
		int bottom = this.top + this.height;
		text.append("<path d=\"M%d,%d V%d H%d\" fill=\"none\" stroke=\"black\"/>%n".formatted(LEFT, this.top, bottom,
				RIGHT));
		text.append("<text transform=\"translate(18,%d) rotate(-90)\" text-anchor=\"middle\">%s</text>%n"
			.formatted(this.top + this.height / 2, label));
		double step = niceStep();
		for (double value = 0; value <= this.highest; value += step) {
			text.append("<text x=\"%d\" y=\"%s\" text-anchor=\"end\">%s</text>%n".formatted(LEFT - 6,
					number(y(value) + 4), String.format(Locale.ROOT, "%.0f", value)));
			text.append("<path d=\"M%d,%s H%d\" stroke=\"#eeeeee\" fill=\"none\"/>%n".formatted(LEFT + 1,
					number(y(value)), RIGHT));
		}
		int tick = timeStep();
		for (int second = 0; second <= this.seconds; second += tick) {
			int x = LEFT + (int) ((long) second * (RIGHT - LEFT) / this.seconds);
			text.append("<path d=\"M%d,%d v4\" stroke=\"black\"/>".formatted(x, bottom));
			text.append("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%d:%02d</text>%n".formatted(x, bottom + 17,
					second / 3600, second / 60 % 60));
		}
		return text.toString();
	}

	/** 1, 2 or 5 times a power of ten, at most six of them. */
	private double niceStep() {
		double step = Math.pow(10, Math.floor(Math.log10(Math.max(1, this.highest / 6))));
		for (double factor : new double[] { 1, 2, 5, 10 }) {
			if (this.highest / (step * factor) <= 6) {
				return step * factor;
			}
		}
		return step * 10;
	}

	private int timeStep() {
		for (int tick : TICKS) {
			if (this.seconds / tick <= MOST_TICKS) {
				return tick;
			}
		}
		return TICKS[TICKS.length - 1];
	}

	private static String number(double value) {
		return String.format(Locale.ROOT, "%.1f", value);
	}

}
