package io.github.dataflowautoscaler.webhook.alert;

import java.util.List;
import java.util.Objects;

import io.github.dataflowautoscaler.webhook.alert.AlertNotification.Alert;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Receives Alertmanager's notifications and, as Alertmanager would, Prometheus' own
 * alerts. The status follows Alertmanager's rules of retrying: 200 for whatever is
 * recorded or deliberately ignored, even if single alerts are rejected; 4xx for what is
 * no notification at all; 503, which Alertmanager retries, only if a request can't be
 * recorded. Prometheus retries nothing; it posts what still fires again a minute later.
 */
@RestController
class AlertController {

	private static final Logger logger = LoggerFactory.getLogger(AlertController.class);

	private final AlertReception reception;

	private final DirectReception direct;

	private final Notifications notifications;

	AlertController(AlertReception reception, DirectReception direct, Notifications notifications) {
		this.reception = reception;
		this.direct = direct;
		this.notifications = notifications;
	}

	@PostMapping(path = "/alert", consumes = MediaType.APPLICATION_JSON_VALUE)
	AlertAnswer receive(@RequestBody AlertNotification notification, HttpServletRequest request) {
		return this.notifications.received(notification.sender(request.getRemoteAddr()),
				this.reception.receive(notification));
	}

	@PostMapping(path = "/api/v2/alerts", consumes = MediaType.APPLICATION_JSON_VALUE)
	AlertAnswer receive(@RequestBody List<@Nullable Alert> alerts, HttpServletRequest request) {
		return this.notifications.received(request.getRemoteAddr() + " (Prometheus itself)",
				this.direct.receive(alerts.stream().filter(Objects::nonNull).toList()));
	}

	@ExceptionHandler({ DataAccessException.class, TransactionException.class })
	ProblemDetail handle(Exception ex) {
		logger.error("A notification can't be recorded", ex);
		return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
				"The notification can't be recorded now; send it again");
	}

}
