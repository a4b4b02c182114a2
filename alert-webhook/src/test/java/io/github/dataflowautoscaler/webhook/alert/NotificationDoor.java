package io.github.dataflowautoscaler.webhook.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.alert.AlertAnswer.Result;
import io.github.dataflowautoscaler.webhook.alert.AlertNotification.Alert;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;

/**
 * Brings notifications to the reception of the webhook, as the controller does.
 */
public final class NotificationDoor {

	/** What the door leads to. */
	public static final Class<?> RECEPTION = AlertReception.class;

	private final AlertReception reception;

	public NotificationDoor(Object reception) {
		this.reception = (AlertReception) reception;
	}

	/**
	 * Posts a notification.
	 * @param application the application that its alerts are about
	 * @param status whether they fire or are resolved
	 * @param directions what they allow
	 * @return the directions that were accepted
	 * @throws RuntimeException if it is to be posted again
	 */
	public List<Direction> post(ApplicationId application, String status, List<Direction> directions) {
		List<Alert> alerts = directions.stream().map((direction) -> alert(application, status, direction)).toList();
		AlertAnswer answer = this.reception.receive(new AlertNotification(0, new ArrayList<>(alerts), null, null));
		List<Direction> accepted = new ArrayList<>();
		for (int i = 0; i < directions.size(); i++) {
			if (answer.alerts().get(i).result() == Result.ACCEPTED) {
				accepted.add(directions.get(i));
			}
		}
		return accepted;
	}

	private static Alert alert(ApplicationId application, String status, Direction direction) {
		String name = (direction == Direction.OUT) ? "HighThroughputDifference" : "ZeroThroughputDifference";
		return new Alert(status, Map.of(AlertLabels.ALERT_NAME, name, AlertLabels.STREAM_NAME, application.stream(),
				AlertLabels.APPLICATION_NAME, application.application()), null, null, null);
	}

}
