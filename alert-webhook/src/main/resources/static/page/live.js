// Keeps a page up to date: reads it again every few seconds, and changes what differs in the parts marked data-live.
// What stays the same is not touched, so neither the focus nor a selection nor what somebody types is lost.
(() => {
	const INTERVAL = 5000;
	const PATIENCE = 15000;

	const sameDay = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" };
	const otherDay = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

	function local(date) {
		const today = date.toDateString() === new Date().toDateString();
		return new Intl.DateTimeFormat(navigator.language, today ? sameDay : otherDay).format(date);
	}

	// The server doesn't know where its reader is.
	function localise(root) {
		root.querySelectorAll("time[datetime]").forEach((time) => {
			time.textContent = local(new Date(time.dateTime));
		});
	}

	function update(old, wanted) {
		if (old.isEqualNode(wanted) || (old.matches?.("input, select, textarea"))) {
			return;
		}
		if (old.nodeName !== wanted.nodeName || old.id !== wanted.id) {
			old.replaceWith(wanted);
			return;
		}
		if (old.nodeType !== Node.ELEMENT_NODE) {
			old.nodeValue = wanted.nodeValue;
			return;
		}
		updateAttributes(old, wanted);
		updateChildren(old, wanted);
	}

	function updateAttributes(old, wanted) {
		[...old.attributes]
			// Whether details are open is up to who reads them.
			.filter(({ name }) => !wanted.hasAttribute(name) && name !== "open")
			.forEach(({ name }) => old.removeAttribute(name));
		[...wanted.attributes]
			.filter(({ name, value }) => old.getAttribute(name) !== value)
			.forEach(({ name, value }) => old.setAttribute(name, value));
	}

	function updateChildren(old, wanted) {
		// What has an id is known by it, so that a new row moves the others instead of changing each of them.
		const known = new Map([...old.children].filter((child) => child.id).map((child) => [child.id, child]));
		const ids = new Set([...wanted.children].map((child) => child.id));
		known.forEach((child, id) => ids.has(id) || child.remove());
		let next = old.firstChild;
		[...wanted.childNodes].forEach((child) => {
			const own = child.id && known.get(child.id);
			if (own && own !== next) {
				old.insertBefore(own, next);
				next = own;
			}
			else if (!next || (!own && next.id)) {
				old.insertBefore(child, next);
				return;
			}
			const following = next.nextSibling;
			update(next, child);
			next = following;
		});
		while (next) {
			const following = next.nextSibling;
			next.remove();
			next = following;
		}
	}

	// Without the user and password that somebody may have put into it: nothing can be fetched by such an address.
	const here = () => location.origin + location.pathname + location.search;

	const stale = document.getElementById("stale");
	let updatedAt = new Date();

	async function refresh() {
		try {
			const answer = await fetch(here(), { signal: AbortSignal.timeout(PATIENCE) });
			if (!answer.ok) {
				throw new Error(`the webhook answers ${answer.status}`);
			}
			const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
			localise(fresh);
			document.querySelectorAll("[data-live]").forEach((part) => {
				const wanted = fresh.getElementById(part.id);
				if (wanted) {
					update(part, document.adoptNode(wanted));
				}
			});
			updatedAt = new Date();
			stale.hidden = true;
		}
		catch (error) {
			const why = error.message.startsWith("the webhook") ? error.message : "the webhook does not answer";
			stale.textContent = `Not updated since ${local(updatedAt)}: ${why}.`;
			stale.hidden = false;
		}
	}

	async function keep() {
		if (!document.hidden) {
			await refresh();
		}
		setTimeout(keep, INTERVAL);
	}

	localise(document);
	// What was done is told once.
	const parameters = new URLSearchParams(location.search);
	if (parameters.has("done")) {
		parameters.delete("done");
		history.replaceState(null, "", `${location.pathname}${parameters.size ? `?${parameters}` : ""}`);
	}
	if (document.querySelector("main [data-live]")) {
		setTimeout(keep, INTERVAL);
	}
	document.addEventListener("visibilitychange", () => document.hidden || refresh());
})();
