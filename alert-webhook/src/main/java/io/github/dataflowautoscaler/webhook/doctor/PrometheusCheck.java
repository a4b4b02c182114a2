package io.github.dataflowautoscaler.webhook.doctor;

import java.util.List;

import io.github.dataflowautoscaler.webhook.installation.Selector;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusException;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusServer;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusServer.About;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Whether Prometheus answers, and whether it scrapes the webhook: without the policies'
 * metrics no alert fires.
 */
@Component
@Order(5)
class PrometheusCheck implements Check {

	private final PrometheusServer prometheus;

	private final Selector selector;

	PrometheusCheck(PrometheusServer prometheus, Selector selector) {
		this.prometheus = prometheus;
		this.selector = selector;
	}

	@Override
	public String name() {
		return "prometheus";
	}

	@Override
	public List<Finding> examine(List<StoredPolicy> policies) {
		if (!this.prometheus.isConfigured()) {
			return List.of(Finding.warning(this, "No Prometheus is configured: the strategy rate scales by steps",
					"Set autoscale.prometheus.uri"));
		}
		try {
			return List.of(judge(policies));
		}
		catch (PrometheusException ex) {
			return List.of(Finding.failure(this, ex.getMessage(), ex.remedy()));
		}
	}

	private Finding judge(List<StoredPolicy> policies) {
		String name = this.prometheus.about().map(About::name).orElse("A server that does not show its version");
		// Some tell who they are to everybody, and answer queries to those who log in.
		boolean scraped = !this.prometheus.query("autoscale_policy_max_instances{}").isEmpty();
		if (!policies.isEmpty() && !scraped) {
			return Finding.failure(this,
					name + " answers, but has no metrics of the webhook%s, so no alert can fire"
						.formatted(this.selector.isEmpty() ? "" : " with " + this.selector),
					"Scrape the webhook's /actuator/prometheus, as the job autoscale-webhook in prometheus/prometheus.yml does"
							+ (this.selector.isEmpty() ? ""
									: "; with honor_labels: true, or its target's own label takes the place of ours"));
		}
		return Finding.ok(this, name + " answers");
	}

}
