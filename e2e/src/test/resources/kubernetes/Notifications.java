import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Posts a notification ten times a second, as Alertmanager would do it, but never again.
 * After each one it prints how many were posted, how many of them were not answered with
 * 200, the longest time in milliseconds in which none was, and what the last failure was.
 */
class Notifications {

	private static final Duration PAUSE = Duration.ofMillis(100);

	private static final String NOTIFICATION = """
			{"version": "4", "status": "firing", "receiver": "autoscaler", "alerts": [{"status": "firing",
			"startsAt": "2026-01-01T00:00:00Z", "labels": {"alertname": "HighThroughputDifference",
			"stream_name": "nobody", "application_name": "nothing"}}]}""";

	public static void main(String[] arguments) throws Exception {
		HttpClient http = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.connectTimeout(Duration.ofSeconds(5))
			.build();
		HttpRequest request = HttpRequest.newBuilder(URI.create(arguments[0]))
			.timeout(Duration.ofSeconds(5))
			.header("Content-Type", "application/json")
			.header("Authorization", "Bearer " + Files.readString(Path.of(arguments[1])))
			.POST(BodyPublishers.ofString(NOTIFICATION))
			.build();
		int failed = 0;
		long longest = 0;
		long answered = System.nanoTime();
		String failure = "";
		for (int posted = 1;; posted++) {
			long start = System.nanoTime();
			try {
				int status = http.send(request, BodyHandlers.discarding()).statusCode();
				if (status != 200) {
					throw new IOException("answered " + status);
				}
				answered = System.nanoTime();
			}
			catch (IOException ex) {
				failed++;
				failure = ex.toString();
				longest = Math.max(longest, System.nanoTime() - answered);
			}
			System.out.printf("%d %d %d %s%n", posted, failed, longest / 1_000_000, failure);
			Thread.sleep(Math.max(0, PAUSE.toMillis() - (System.nanoTime() - start) / 1_000_000));
		}
	}

}
