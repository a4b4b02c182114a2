// Draws what was measured of an application over time, with its decisions on the time axis.
(() => {
	const INTERVAL = 15000;
	const NEAR = 8;
	const KEY = "Changes: ▲ out, ▼ in, dashed if it did not succeed, ▬ held, ◆ the policy changed; at the foot, alerts. Point at one to see its reason.";
	// Seconds between two labels on the time axis: a minute at least, so that no two are the same.
	const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 480, 720, 1440].map((minutes) => 60 * minutes);

	const charts = document.getElementById("charts");
	const problem = document.getElementById("charts-problem");
	const since = document.getElementById("charts-since");
	const marker = document.getElementById("marker");
	const number = new Intl.NumberFormat(navigator.language, { maximumFractionDigits: 1 });
	const style = getComputedStyle(document.documentElement);
	const colour = (name) => style.getPropertyValue(`--${name}`).trim();

	marker.textContent = KEY;

	let alerts = {};
	let decisions = [];
	let plots = [];

	const panels = [
		{
			title: "Instances", height: 130, step: true, floor: 0, top: Number(charts.dataset.max ?? 0) + 1,
			series: [{ label: "instances", of: "instances", colour: "text", width: 2 }],
		},
		{
			title: "Messages a second", height: 200, floor: 0,
			series: [
				{ label: "arrival", of: "arrivalRate", colour: "arrival", width: 2 },
				{ label: "input", of: "inputRate", colour: "input", width: 1.5 },
				{ label: "capacity", of: "capacity", colour: "capacity", width: 1.5, dash: [6, 4] },
			],
		},
		{
			title: "Lag, messages", height: 120, floor: 0,
			series: [{ label: "lag", of: "lag", colour: "lag", width: 1.5, filled: true }],
		},
	];

	const shows = (value) => (value == null ? "unknown" : number.format(value));

	function at(seconds) {
		return new Intl.DateTimeFormat(navigator.language, { day: "numeric", month: "short", hour: "2-digit",
			minute: "2-digit", second: "2-digit", hourCycle: "h23" }).format(new Date(1000 * seconds));
	}

	function decisionColour(decision) {
		if (decision.outcome === "failed") {
			return colour("bad");
		}
		return ["held", "policy"].includes(decision.outcome) ? colour("edge") : colour("text");
	}

	// When it was decided, for a repeated one also when for the last time: it held all the while.
	function drawDecisions(plot) {
		const { ctx, bbox } = plot;
		const pixels = devicePixelRatio;
		ctx.save();
		ctx.beginPath();
		ctx.rect(bbox.left, 0, bbox.width, bbox.top + bbox.height);
		ctx.clip();
		decisions.forEach((decision) => {
			const x = Math.round(plot.valToPos(decision.time, "x", true));
			ctx.strokeStyle = ctx.fillStyle = decisionColour(decision);
			ctx.lineWidth = pixels;
			if (decision.outcome === "held") {
				const last = Math.round(plot.valToPos(decision.last, "x", true));
				ctx.fillRect(x, bbox.top - 5 * pixels, Math.max(3 * pixels, last - x), 5 * pixels);
				return;
			}
			ctx.setLineDash(["succeeded", "policy", "outside"].includes(decision.outcome) ? [] : [3 * pixels, 3 * pixels]);
			ctx.beginPath();
			ctx.moveTo(x + 0.5, bbox.top);
			ctx.lineTo(x + 0.5, bbox.top + bbox.height);
			ctx.stroke();
			if (decision.outcome === "policy") {
				drawDiamond(ctx, x, bbox.top);
				return;
			}
			drawArrow(ctx, x, bbox.top, (decision.toInstances < decision.fromInstances) ? -1 : 1);
		});
		ctx.restore();
	}

	function drawArrow(ctx, x, y, direction) {
		const size = 5 * devicePixelRatio;
		ctx.beginPath();
		ctx.moveTo(x, y - size * (direction + 1));
		ctx.lineTo(x - size, y - size * (1 - direction));
		ctx.lineTo(x + size, y - size * (1 - direction));
		ctx.fill();
	}

	function drawDiamond(ctx, x, y) {
		const size = 5 * devicePixelRatio;
		ctx.beginPath();
		ctx.moveTo(x, y - 2 * size);
		ctx.lineTo(x - size, y - size);
		ctx.lineTo(x, y);
		ctx.lineTo(x + size, y - size);
		ctx.fill();
	}

	// What the policy allows today.
	function drawBounds(plot) {
		if (!charts.dataset.max) {
			return;
		}
		const { ctx, bbox } = plot;
		const y = (bound) => Math.round(plot.valToPos(Number(bound), "y", true));
		ctx.save();
		ctx.fillStyle = `${colour("fill")}26`;
		ctx.fillRect(bbox.left, y(charts.dataset.max) - 2, bbox.width, y(charts.dataset.min) - y(charts.dataset.max) + 4);
		ctx.restore();
	}

	// When alerts fired, one line for each at the foot.
	function drawAlerts(plot) {
		const { ctx, bbox } = plot;
		const height = 3 * devicePixelRatio;
		ctx.save();
		ctx.fillStyle = colour("busy");
		Object.values(alerts).forEach((fired, row) => fired.forEach((firing, moment) => {
			if (firing) {
				const x = plot.valToPos(plot.data[0][moment], "x", true);
				const before = moment > 0 ? plot.valToPos(plot.data[0][moment - 1], "x", true) : x - height;
				ctx.fillRect(before, bbox.top + bbox.height - (row + 1) * (height + 1), Math.max(height, x - before), height);
			}
		}));
		ctx.restore();
	}

	function nearest(plot) {
		const near = decisions
			.map((decision) => {
				const begin = plot.valToPos(decision.time, "x");
				const end = decision.outcome === "held" ? plot.valToPos(decision.last, "x") : begin;
				return { decision, distance: Math.max(begin - plot.cursor.left, plot.cursor.left - end, 0) };
			})
			.filter(({ distance }) => distance <= NEAR)
			.sort((one, other) => one.distance - other.distance);
		// Of two at the same place, the one that changed something.
		return (near.find(({ decision }) => decision.outcome !== "held") ?? near[0])?.decision;
	}

	function tell(plot) {
		const decision = plot.cursor.left >= 0 ? nearest(plot) : null;
		const fired = Object.keys(alerts).filter((name) => plot.cursor.left >= 0 && alerts[name][plot.cursor.idx]);
		const told = [...(decision ? words(decision) : []), ...(fired.length > 0 ? [` Firing: ${fired.join(", ")}.`] : [])];
		marker.replaceChildren(...(told.length > 0 ? told : [KEY]));
	}

	function words(decision) {
		const { fromInstances: from, toInstances: to } = decision;
		const counts = from == null ? "?" : (from === to) ? from : `${from} → ${to}`;
		const change = document.createElement("b");
		change.textContent = decision.outcome === "policy" ? decision.reason.replace("_", " ")
			: `${counts} ${decision.outcome.replace("_", " ")}`;
		return [`${at(decision.time)} `, change, ` ${decision.explanation}`];
	}

	function axis(size) {
		const font = `12px ${getComputedStyle(document.body).fontFamily}`;
		const grid = { stroke: colour("line"), width: 1 };
		return { stroke: colour("muted"), font, grid, ticks: { ...grid, size: 4 }, size };
	}

	function options(panel, width) {
		return {
			width, height: panel.height,
			cursor: { sync: { key: "time" }, drag: { x: false, y: false }, y: false },
			scales: { y: { range: (plot, low, high) => [panel.floor, Math.max(panel.top ?? 0, 1, 1.08 * (high ?? 1))] } },
			axes: [
				{ ...axis(28), values: clock, incrs: STEPS },
				{ ...axis(52), values: (plot, ticks) => ticks.map((tick) => (panel.step && tick % 1 ? "" : number.format(tick))) },
			],
			series: [
				{ label: "at", value: (plot, time) => at(time ?? plot.data[0].at(-1)) },
				...panel.series.map((series) => ({
					label: series.label, stroke: colour(series.colour), width: series.width, dash: series.dash,
					fill: series.filled ? `${colour(series.colour)}22` : undefined, points: { show: false },
					paths: panel.step ? uPlot.paths.stepped({ align: 1 }) : undefined,
					// Without a cursor the legend shows the latest values.
					value: (plot, value, series, index) => shows(index == null ? plot.data[series].at(-1) : value),
				})),
			],
			hooks: {
				drawClear: panel.step ? [drawBounds] : [],
				draw: [drawAlerts, drawDecisions],
				setCursor: [tell],
			},
		};
	}

	function clock(plot, ticks, index, space, seconds) {
		const format = seconds >= 86400 ? { day: "numeric", month: "short" }
			: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
		const formatter = new Intl.DateTimeFormat(navigator.language, format);
		return ticks.map((tick) => formatter.format(new Date(1000 * tick)));
	}

	// Nothing is drawn of the time before anything was measured or decided.
	function sinceKnown(measured) {
		const lists = panels.flatMap((panel) => panel.series).map((series) => measured[series.of]);
		const known = measured.at.findIndex((at, moment) => lists.some((values) => values[moment] != null)
			|| decisions.some((decision) => decision.last <= Date.parse(at) / 1000
				&& decision.last > Date.parse(measured.at[0]) / 1000));
		const cut = (values) => values.slice(Math.max(0, Math.min(known, values.length - 5)));
		return { ...measured, at: cut(measured.at),
			...Object.fromEntries(panels.flatMap((panel) => panel.series).map((series) => [series.of, cut(measured[series.of])])),
			alerts: Object.fromEntries(Object.entries(measured.alerts).map(([name, fired]) => [name, cut(fired)])) };
	}

	function dataOf(panel, measured) {
		return [measured.at.map((at) => Date.parse(at) / 1000), ...panel.series.map((series) => measured[series.of])];
	}

	function draw(measured) {
		if (plots.length === 0) {
			plots = panels.map((panel) => {
				const figure = document.createElement("figure");
				figure.className = "chart";
				const caption = document.createElement("figcaption");
				caption.className = "detail";
				caption.textContent = panel.title;
				const canvas = document.createElement("div");
				canvas.setAttribute("role", "img");
				figure.append(caption, canvas);
				charts.append(figure);
				return { canvas, plot: new uPlot(options(panel, charts.clientWidth), dataOf(panel, measured), canvas) };
			});
		}
		plots.forEach(({ canvas, plot }, index) => {
			plot.setData(dataOf(panels[index], measured));
			canvas.setAttribute("aria-label", panels[index].title + ": " + panels[index].series.map((series) =>
				`${series.label} ${extent(measured[series.of])}`).join("; "));
		});
	}

	function extent(values) {
		const known = values.filter((value) => value != null);
		return known.length === 0 ? "unknown"
			: `between ${shows(Math.min(...known))} and ${shows(Math.max(...known))}, latest ${shows(values.at(-1))}`;
	}

	function clear() {
		plots.forEach(({ plot, canvas }) => {
			plot.destroy();
			canvas.parentElement.remove();
		});
		plots = [];
	}

	async function read(address) {
		const answer = await fetch(location.origin + address);
		if (!answer.ok) {
			throw new Error(`the webhook answers ${answer.status}`);
		}
		return answer.json();
	}

	async function refresh() {
		try {
			const [measured, history] = await Promise.all([read(charts.dataset.measurements), read(charts.dataset.history)]);
			decisions = history.map((entry) => ({ ...entry, time: Date.parse(entry.decidedAt) / 1000,
				last: Date.parse(entry.lastDecidedAt ?? entry.decidedAt) / 1000 }));
			problem.hidden = measured.unknown == null;
			problem.textContent = measured.unknown == null ? "" : `Nothing to draw: ${measured.unknown}.`;
			if (measured.unknown == null) {
				const shown = sinceKnown(measured);
				alerts = shown.alerts;
				since.hidden = shown.at.length === measured.at.length;
				since.textContent = `There are no measurements before ${at(Date.parse(shown.at[0]) / 1000)}.`;
				draw(shown);
			}
			else {
				clear();
			}
		}
		catch (error) {
			// The page says that it is not updated.
		}
	}

	async function keep() {
		if (!document.hidden) {
			await refresh();
		}
		setTimeout(keep, INTERVAL);
	}

	new ResizeObserver(() => plots.forEach(({ plot }, index) =>
		plot.setSize({ width: charts.clientWidth, height: panels[index].height }))).observe(charts);
	matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
		clear();
		refresh();
	});
	keep();
})();
