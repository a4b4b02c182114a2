package io.github.dataflowautoscaler.control;

import java.util.List;
import java.util.Map;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/**
 * The least that a webhook of the same kind does, as what the webhook's figures are
 * divided by: for each firing alert of a stream that it knows, it asks Data Flow for
 * three instances before it answers. It measures, decides and keeps nothing.
 */
@SpringBootApplication
@RestController
public class Control {

	private static final String SCALE = "/streams/deployments/scale/{stream}/{application}/instances/3";

	private final RestClient dataFlow;

	private final String prefix;

	/**
	 * Creates a control.
	 * @param builder makes clients
	 * @param server address of Data Flow
	 * @param prefix how the names of the streams begin that it knows
	 */
	public Control(RestClient.Builder builder, @Value("${dataflow.uri}") String server,
			@Value("${streams.prefix}") String prefix) {
		this.dataFlow = builder.baseUrl(server).build();
		this.prefix = prefix;
	}

	/**
	 * Starts it.
	 * @param arguments properties
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(Control.class, arguments);
	}

	/**
	 * Acts on a notification.
	 * @param notification the notification
	 */
	@PostMapping("/alert")
	public void alert(@RequestBody Notification notification) {
		for (Alert alert : notification.alerts()) {
			String stream = alert.labels().getOrDefault("stream_name", "");
			if (alert.status().equals("firing") && stream.startsWith(this.prefix)) {
				this.dataFlow.post()
					.uri(SCALE, stream, alert.labels().get("application_name"))
					.retrieve()
					.toBodilessEntity();
			}
		}
	}

	/**
	 * Tells that it is ready.
	 * @return nothing else
	 */
	@GetMapping("/ready")
	public String ready() {
		return "ready";
	}

	/**
	 * What Alertmanager posts, as far as it is read.
	 *
	 * @param alerts the alerts
	 */
	public record Notification(List<Alert> alerts) {
	}

	/**
	 * One alert of it.
	 *
	 * @param status {@code firing} or {@code resolved}
	 * @param labels its labels
	 */
	public record Alert(String status, Map<String, String> labels) {
	}

}
