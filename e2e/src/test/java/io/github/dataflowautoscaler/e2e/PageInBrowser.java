package io.github.dataflowautoscaler.e2e;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.logging.Level;

import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A page of the webhook as Chromium shows it.
 */
final class PageInBrowser implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	/** A desktop's width, and long enough for all of the page. */
	private static final Dimension WINDOW = new Dimension(1280, 2000);

	private final ChromeDriver driver;

	PageInBrowser(URI page) {
		Properties programs = programs();
		ChromeOptions options = new ChromeOptions();
		options.setBinary(programs.getProperty("chromium"));
		// Root may not use the sandbox, and containers have little shared memory.
		options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage");
		this.driver = new ChromeDriver(
				new ChromeDriverService.Builder().usingDriverExecutable(new File(programs.getProperty("chromedriver")))
					.build(),
				options);
		this.driver.manage().window().setSize(WINDOW);
		this.driver.get(page.toString());
	}

	private static Properties programs() {
		try {
			Process process = new ProcessBuilder(MonitoringTools.projectFile("alert-webhook/prerequisites").toString())
				.redirectError(ProcessBuilder.Redirect.INHERIT)
				.start();
			Properties programs = new Properties();
			programs.load(process.inputReader());
			return programs;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Waits until an element is there, or is there again with other words.
	 * @param selector the element
	 * @param text what is written in it
	 */
	void await(String selector, String text) {
		new WebDriverWait(this.driver, PATIENCE)
			.until(ExpectedConditions.textToBePresentInElementLocated(By.cssSelector(selector), text));
	}

	int count(String selector) {
		return this.driver.findElements(By.cssSelector(selector)).size();
	}

	/** What the browser says of scripts, and of the content security policy. */
	List<String> errors() {
		return this.driver.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter((entry) -> entry.getLevel().equals(Level.SEVERE))
			.map(LogEntry::getMessage)
			.toList();
	}

	/** For somebody to look at. */
	void screenshot(String name) {
		try {
			Path directory = Files.createDirectories(MonitoringTools.projectFile("e2e/target/screenshots"));
			Files.write(directory.resolve(name + ".png"), this.driver.getScreenshotAs(OutputType.BYTES));
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
