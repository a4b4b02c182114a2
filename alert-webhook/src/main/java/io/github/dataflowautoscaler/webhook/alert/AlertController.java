package io.github.dataflowautoscaler.webhook.alert;

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
 * Receives Alertmanager's notifications. The status follows Alertmanager's rules of
 * retrying: 200 for whatever is recorded or deliberately ignored, even if single alerts
 * are rejected; 4xx for what is no notification at all; 503, which Alertmanager retries,
 * only if a request can't be recorded.
 */
@RestController
class AlertController {

	private static final Logger logger = LoggerFactory.getLogger(AlertController.class);

	private final AlertReception reception;

	AlertController(AlertReception reception) {
		this.reception = reception;
	}

	@PostMapping(path = "/alert", consumes = MediaType.APPLICATION_JSON_VALUE)
	AlertAnswer receive(@RequestBody AlertNotification notification) {
		return this.reception.receive(notification);
	}

	@ExceptionHandler({ DataAccessException.class, TransactionException.class })
	ProblemDetail handle(Exception ex) {
		logger.error("A notification can't be recorded", ex);
		return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
				"The notification can't be recorded now; send it again");
	}

}
