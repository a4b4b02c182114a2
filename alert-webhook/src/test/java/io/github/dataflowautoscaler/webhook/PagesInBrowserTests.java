package io.github.dataflowautoscaler.webhook;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import io.github.dataflowautoscaler.webhook.decision.Decision;
import io.github.dataflowautoscaler.webhook.decision.Reason;
import io.github.dataflowautoscaler.webhook.history.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The pages in a real browser: they stay up to date without reloading, can be used with
 * the keyboard alone, and be read on a telephone, by day and by night. Their pictures are
 * in {@code target/screenshots}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesInBrowserTests {

	/** More than one interval, on a machine that is busy. */
	private static final Duration REFRESHED = Duration.ofSeconds(30);

	/** What WCAG 2 asks of normal text. */
	private static final double CONTRAST = 4.5;

	/** The lowest contrast of any text with its ground, and the text. */
	private static final String LOWEST_CONTRAST = """
			const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
			const luminance = (colour) => channels(colour).slice(0, 3).map((channel) => channel / 255)
				.map((channel) => channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4)
				.reduce((sum, channel, index) => sum + channel * [0.2126, 0.7152, 0.0722][index], 0);
			const ground = (element) => {
				const own = getComputedStyle(element).backgroundColor;
				return (channels(own)[3] === 0 && element.parentElement) ? ground(element.parentElement) : own;
			};
			const contrast = (element) => {
				const both = [luminance(getComputedStyle(element).color), luminance(ground(element))].sort((a, b) => b - a);
				return (both[0] + 0.05) / (both[1] + 0.05);
			};
			return [...document.querySelectorAll("body *")]
				.filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
				.filter((element) => element.offsetParent && !element.closest("noscript"))
				.map((element) => [contrast(element), element.textContent.trim()])
				.sort(([one], [other]) => one - other)[0]""";

	private PageScene scene;

	private Browser browser;

	@BeforeAll
	void start(@TempDir Path directory) {
		this.scene = new PageScene(directory);
		this.scene.remember();
		this.scene.webhook().policy("orders", "enrich", "{\"maxInstances\":12}");
		this.scene.dataFlow().deploy("audit", ":scaletest.transform > log", "log");
		List<String> labels = IntStream.rangeClosed(1, 12).mapToObj("step%d"::formatted).toList();
		this.scene.dataFlow()
			.deploy("long", ":orders > " + String.join(": transform | ", labels) + ": transform > :shipped",
					labels.toArray(String[]::new));
		this.browser = new Browser();
	}

	@AfterAll
	void stop() {
		this.browser.close();
		this.scene.close();
	}

	@BeforeEach
	void policy() {
		this.scene.webhook().policy("scaletest", "transform", "{\"maxInstances\":4}");
		this.browser.size(1280, 900);
		this.browser.prefer("light");
	}

	/** Neither errors nor anything that the content security policy forbids. */
	@AfterEach
	void theBrowserHasNothingToComplainOf() {
		assertThat(this.browser.complaints()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "streams,/", "stream,/streams/scaletest", "long,/streams/long",
			"application,/streams/scaletest/transform", "policy,/streams/scaletest/transform/policy",
			"history,/history", "doctor,/doctor", "unset,/streams/scaletest/log" })
	void aPageCanBeReadOnAnyScreenByDayAndByNight(String name, String path) {
		for (String scheme : new String[] { "light", "dark" }) {
			this.browser.prefer(scheme);
			for (int width : new int[] { 1280, 768, 390 }) {
				this.browser.size(width, 800);
				open(path);
				this.browser.screenshot("%s-%s-%s".formatted(name, width, scheme));
				Number scrolled = this.browser.run("return document.documentElement.scrollWidth");
				assertThat(scrolled.intValue()).as("%s pixels wide", width).isLessThanOrEqualTo(width);
				List<Object> lowest = this.browser.run(LOWEST_CONTRAST);
				assertThat(((Number) lowest.get(0)).doubleValue()).as("%s: %s", scheme, lowest.get(1))
					.isGreaterThanOrEqualTo(CONTRAST);
			}
		}
		assertThat(this.browser.<String>run("return document.documentElement.lang")).isEqualTo("en");
		assertThat(this.browser.<Long>run("return document.querySelectorAll('h1').length")).isEqualTo(1);
		assertThat(this.browser.<List<?>>run("return [...document.querySelectorAll('input, select')]"
				+ ".filter((control) => control.type != 'hidden' && !control.labels.length)"))
			.as("controls without a label")
			.isEmpty();
	}

	@Test
	void whatChangesIsShownWithoutReloadingAndWithoutDisturbing() {
		open("/");
		this.browser.run("window.loadedOnce = true; document.getElementById('name').focus()");
		this.browser.press("scale");
		this.scene.dataFlow().set("scaletest", "transform", 3);
		this.scene.remember("transform", 0, Outcome.SUCCEEDED,
				new Decision(4, 3, 3, Reason.SCALE_IN, "it has become quiet"));
		await().atMost(REFRESHED)
			.untilAsserted(() -> assertThat(this.browser.text("#applications")).contains("it has become quiet",
					"4 → 3 succeeded"));
		this.scene.dataFlow().set("scaletest", "transform", 4);
		assertThat(this.browser.<Boolean>run("return window.loadedOnce")).isTrue();
		assertThat(this.browser.focus()).isEqualTo("name");
		assertThat(this.browser.<String>run("return document.getElementById('name').value")).isEqualTo("scale");
	}

	@Test
	void theFocusStaysOnALinkWhoseRowChanges() {
		open("/");
		this.browser.run("document.querySelector('[href$=\"/scaletest/transform\"]').focus()");
		this.scene.webhook().policy("scaletest", "transform", "{\"maxInstances\":7}");
		this.scene.webhook().policy("scaletest", "log", "{\"maxInstances\":2}");
		await().atMost(REFRESHED)
			.untilAsserted(() -> assertThat(this.browser.text("#applications")).contains("1–7", "1–2"));
		assertThat(this.browser.<String>run("return document.activeElement.getAttribute('href')"))
			.isEqualTo(PageScene.TRANSFORM);
		this.scene.webhook().send("DELETE", "/api/policies/scaletest/log", BodyPublishers.noBody());
		await().atMost(REFRESHED)
			.untilAsserted(() -> assertThat(this.browser.text("#applications")).doesNotContain("1–2"));
	}

	@Test
	void autoscalingIsPausedAndResumedWithTheKeyboardAlone() {
		open(PageScene.TRANSFORM);
		assertThat(this.browser.tabTo("pause")).isTrue();
		assertThat(this.browser.<String>run("return getComputedStyle(document.activeElement).outlineStyle"))
			.isEqualTo("solid");
		this.browser.press(Keys.ENTER);
		await().until(() -> this.browser.has("#resume"));
		assertThat(this.browser.text("#now")).contains("paused until");
		assertThat(this.browser.text("#done")).isEqualTo("Autoscaling has been paused.");
		assertThat(this.scene.webhook().get("/api/policies/scaletest/transform").body()).contains("\"paused\":true");
		assertThat(this.browser.tabTo("resume")).isTrue();
		this.browser.press(Keys.SPACE);
		await().until(() -> this.browser.has("#pause"));
	}

	@Test
	void aPolicyIsEditedWithTheKeyboardAlone() {
		open(PageScene.TRANSFORM);
		assertThat(this.browser.tabTo("edit")).isTrue();
		this.browser.press(Keys.ENTER);
		await().until(() -> this.browser.has("#maxInstances"));
		assertThat(this.browser.tabTo("maxInstances")).isTrue();
		this.browser.press(Keys.chord(Keys.CONTROL, "a"), "many", Keys.ENTER);
		await().until(() -> this.browser.has("#problem"));
		this.browser.screenshot("problem-1280-light");
		assertThat(this.browser.text("#maxInstances-help"))
			.contains("Maximum instances is 'many'; it must be a whole number");
		assertThat(this.browser.focus()).isEqualTo("maxInstances");
		// The answer to a form is a 400, which is on purpose.
		assertThat(this.browser.complaints()).singleElement().asString().contains("400");
		this.browser.press(Keys.chord(Keys.CONTROL, "a"), "6", Keys.ENTER);
		await().untilAsserted(() -> assertThat(this.browser.text("main")).contains("1–6 allowed"));
	}

	@Test
	void chartsShowGapsAndTheReasonsOfDecisions() {
		open(PageScene.TRANSFORM);
		assertThat(this.browser.<List<String>>run(
				"return [...document.querySelectorAll('.chart [role=img]')].map((chart) => chart.ariaLabel)"))
			.hasSize(3)
			.first()
			.asString()
			.isEqualTo("Instances: instances between 1 and 4, latest 4");
		assertThat(this.browser.text("#charts")).contains("arrival", "input", "capacity", "lag");
		this.browser.pointAt(".u-over", 0.33);
		await().untilAsserted(() -> assertThat(this.browser.text("#marker")).contains("1 → 2 succeeded",
				"that is work for 3 instance(s)"));
		this.browser.screenshot("marker-1280-light");
	}

	@Test
	void onePointerTellsOfOneMomentInAllCharts() {
		open(PageScene.TRANSFORM);
		this.browser.pointAt(".u-over", 0.4);
		await()
			.untilAsserted(() -> assertThat(this.browser.text("#marker")).contains("Firing: HighThroughputDifference"));
		List<String> moments = this.browser.run(
				"return [...document.querySelectorAll('.u-legend tr:first-child .u-value')].map((at) => at.textContent)");
		assertThat(moments).hasSize(3);
		assertThat(Set.copyOf(moments)).hasSize(1);
		String pointed = this.browser.text(".u-legend tr:first-child .u-value");
		this.browser.pointAt(".u-over", 0.6);
		await().untilAsserted(
				() -> assertThat(this.browser.text(".u-legend tr:first-child .u-value")).isNotEqualTo(pointed));
	}

	@Test
	void chartsBeginWithWhatIsKnown() {
		open(PageScene.TRANSFORM + "?window=P1D");
		await().untilAsserted(
				() -> assertThat(this.browser.text("#charts-since")).startsWith("There are no measurements before"));
		this.browser.screenshot("since-1280-light");
		open(PageScene.TRANSFORM);
		assertThat(this.browser.text("#charts-since")).isEmpty();
	}

	@Test
	void timesAreThoseOfTheReaderAndTheUtcIsAtHand() {
		this.browser.liveIn("Asia/Tokyo");
		open("/history?stream=scaletest&application=transform");
		String utc = this.browser.find("tbody time").getDomAttribute("title");
		assertThat(utc).endsWith(" UTC");
		int hour = Integer.parseInt(utc.substring(11, 13));
		assertThat(this.browser.text("tbody time"))
			.contains("%02d:%s".formatted((hour + 9) % 24, utc.substring(14, 16)));
		this.browser.liveIn("");
	}

	private void open(String path) {
		this.browser.open(this.scene.address(path));
		if (path.startsWith(PageScene.TRANSFORM) && !path.endsWith("policy")) {
			await().until(() -> this.browser.has(".uplot canvas"));
		}
	}

}
