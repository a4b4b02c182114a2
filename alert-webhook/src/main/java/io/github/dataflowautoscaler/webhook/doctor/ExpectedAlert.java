package io.github.dataflowautoscaler.webhook.doctor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.alertmanager.Routing;
import io.github.dataflowautoscaler.webhook.alertmanager.Routing.Delivery;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.prometheus.Rule;

/**
 * An alert that a rule fires about an application.
 *
 * @param name its name
 * @param application the application
 * @param labels its labels, as far as the rule and the application determine them
 * @param deliveries where it goes
 */
record ExpectedAlert(String name, ApplicationId application, Map<String, String> labels, List<Delivery> deliveries) {

	/** What newer versions show instead of an address. */
	static final String SECRET = "<secret>";

	/** Without a policy there still are routes to be judged. */
	private static final ApplicationId ANY = new ApplicationId("stream", "application");

	static List<ExpectedAlert> of(List<Rule> rules, List<StoredPolicy> policies, Routing routing) {
		List<ApplicationId> applications = policies.isEmpty() ? List.of(ANY)
				: policies.stream().map(StoredPolicy::id).toList();
		return rules.stream().flatMap((rule) -> applications.stream().map((id) -> of(rule, id, routing))).toList();
	}

	private static ExpectedAlert of(Rule rule, ApplicationId application, Routing routing) {
		Map<String, String> labels = new HashMap<>();
		if (rule.labels() != null) {
			labels.putAll(rule.labels());
		}
		labels.put("alertname", rule.name());
		labels.put("stream_name", application.stream());
		labels.put("application_name", application.application());
		return new ExpectedAlert(rule.name(), application, labels, routing.deliveries(labels));
	}

	/**
	 * Finds the deliveries that go to a webhook of the autoscaler.
	 * @return the deliveries, none if it does not arrive
	 */
	List<Delivery> ours() {
		return this.deliveries.stream()
			.filter((delivery) -> delivery.webhooks().stream().anyMatch(ExpectedAlert::isOurs))
			.toList();
	}

	private static boolean isOurs(String webhook) {
		return webhook.equals(SECRET) || webhook.replaceFirst("[?#].*", "").endsWith("/alert");
	}

	boolean isSame(Map<String, String> fired) {
		return this.name.equals(fired.get("alertname")) && isAbout(fired);
	}

	boolean isAbout(Map<String, String> fired) {
		return this.application.stream().equals(fired.get("stream_name"))
				&& this.application.application().equals(fired.get("application_name"));
	}

	@Override
	public String toString() {
		return this.name + " of " + this.application;
	}

}
