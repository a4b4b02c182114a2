package io.github.dataflowautoscaler.webhook;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Level;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A Chromium without a window.
 */
final class Browser implements AutoCloseable {

	private static final Path SCREENSHOTS = Path.of("target/screenshots");

	private final ChromeDriver driver;

	Browser() {
		Properties programs = programs();
		ChromeOptions options = new ChromeOptions();
		options.setBinary(programs.getProperty("chromium"));
		// Root may not use the sandbox, and containers have little shared memory.
		options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--lang=en-GB");
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		options.setCapability("goog:loggingPrefs", logs);
		this.driver = new ChromeDriver(
				new ChromeDriverService.Builder().usingDriverExecutable(new File(programs.getProperty("chromedriver")))
					.build(),
				options);
		size(1280, 900);
	}

	private static Properties programs() {
		try {
			Process process = new ProcessBuilder("./prerequisites").redirectError(ProcessBuilder.Redirect.INHERIT)
				.start();
			Properties programs = new Properties();
			programs.load(process.inputReader());
			if (programs.size() < 2) {
				throw new IllegalStateException("There is no browser to test with; see above");
			}
			return programs;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void open(String address) {
		this.driver.get(address);
	}

	/**
	 * Makes it a desktop's window, or a telephone.
	 * @param width pixels of the style sheet
	 * @param height likewise
	 */
	void size(int width, int height) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
	}

	void prefer(String scheme) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
	}

	/**
	 * Moves the browser to another part of the world.
	 * @param zone the zone's name, empty for the machine's own
	 */
	void liveIn(String zone) {
		this.driver.executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", zone));
	}

	/**
	 * Points at a place inside of an element.
	 * @param selector the first such element
	 * @param share how far from its left edge, 0 to 1
	 */
	void pointAt(String selector, double share) {
		WebElement element = find(selector);
		int fromTheMiddle = (int) ((share - 0.5) * element.getSize().width);
		new Actions(this.driver).moveToElement(element, fromTheMiddle, 0).perform();
	}

	WebElement find(String selector) {
		return this.driver.findElement(By.cssSelector(selector));
	}

	boolean has(String selector) {
		return !this.driver.findElements(By.cssSelector(selector)).isEmpty();
	}

	String text(String selector) {
		while (true) {
			try {
				return find(selector).getText();
			}
			catch (StaleElementReferenceException ex) {
				// Another page has come in between.
			}
		}
	}

	/** Presses keys where the focus is. */
	void press(CharSequence... keys) {
		this.driver.switchTo().activeElement().sendKeys(keys);
	}

	/**
	 * Goes from one control to the next until the focus is where it should be.
	 * @param id the id of the element that should get the focus
	 * @return whether that was within fifty steps
	 */
	boolean tabTo(String id) {
		for (int i = 0; i < 50; i++) {
			press(Keys.TAB);
			if (id.equals(focus())) {
				return true;
			}
		}
		return false;
	}

	String focus() {
		return this.driver.switchTo().activeElement().getDomAttribute("id");
	}

	@SuppressWarnings("unchecked")
	<T> T run(String script, Object... arguments) {
		return (T) this.driver.executeScript(script, arguments);
	}

	/**
	 * Takes what the browser has complained of since the last time.
	 * @return errors and violations of the content security policy
	 */
	List<String> complaints() {
		return this.driver.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter((entry) -> entry.getLevel().intValue() >= Level.WARNING.intValue())
			.map(LogEntry::getMessage)
			.toList();
	}

	/**
	 * Takes a picture of the whole page, for somebody to look at.
	 * @param name the file's name without its ending
	 */
	void screenshot(String name) {
		Number height = run("return document.documentElement.scrollHeight");
		Number width = run("return window.innerWidth");
		size(width.intValue(), Math.max(600, height.intValue()));
		try {
			Files.createDirectories(SCREENSHOTS);
			Files.write(SCREENSHOTS.resolve(name + ".png"), this.driver.getScreenshotAs(OutputType.BYTES));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
