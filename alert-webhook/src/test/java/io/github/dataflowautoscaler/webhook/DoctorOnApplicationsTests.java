package io.github.dataflowautoscaler.webhook;

import java.util.stream.Stream;

import org.junit.jupiter.params.provider.Arguments;

/**
 * What the doctor finds where an application can't be scaled or measured.
 */
class DoctorOnApplicationsTests extends DoctorSituations {

	static Stream<Arguments> whatIsWrongIsFound() {
		return Stream.of(state(), pods(), metrics(), namesakes()).flatMap((each) -> each);
	}

	private static Stream<Arguments> state() {
		return Stream.of(
				found("the stream is gone", (test) -> test.dataFlow.forget("scaletest"), "definition", "failure",
						"There is no stream scaletest", "Remove the policy"),
				found("the definition can't be read", (test) -> test.dataFlow.stop(), "definition", "warning",
						"The definition can't be read", "data-flow"),
				found("it is not deployed", (test) -> test.dataFlow.state("scaletest", "transform", "undeployed"),
						"instances", "warning", "It is not deployed", "Deploy the stream"),
				found("it is being deployed", (test) -> test.dataFlow.state("scaletest", "transform", "deploying"),
						"instances", "warning", "It is still being deployed; 0 of 1", "Wait"),
				found("its update has failed", (test) -> {
					test.dataFlow.set("scaletest", "transform", 0);
					test.dataFlow.state("scaletest", "transform", "unknown");
				}, "instances", "failure", "Data Flow shows no instance of it", "stream update failed"),
				found("instances failed", (test) -> test.dataFlow.state("scaletest", "transform", "failed"),
						"instances", "failure", "It has failed; 0 of 1", "an undeploy and a deploy"),
				found("an instance was killed", (test) -> {
					test.dataFlow.set("scaletest", "transform", 2);
					test.dataFlow.state("scaletest", "transform", "partial");
				}, "instances", "failure", "It is only partially deployed; 1 of 2", "an undeploy and a deploy"),
				found("there are too many", (test) -> test.dataFlow.set("scaletest", "transform", 5), "instances",
						"warning", "5 of 5 instances are up, more than the policy's maximum of 4", "maxInstances"),
				found("there are too few",
						(test) -> test.webhook.policy("scaletest", "transform",
								"{\"minInstances\":2,\"maxInstances\":4,\"dryRun\":true}"),
						"instances", "warning", "1 of 1 instances are up, fewer than the policy's minimum of 2",
						"unless the policy is paused or a dry run"),
				found("Data Flow has not told for long", (test) -> test.dataFlow.stop(), "instances", "warning",
						"The instances are unknown: Data Flow has not reported them lately",
						"See the check data-flow"));
	}

	private static Stream<Arguments> pods() {
		return Stream.of(found("no node takes new Pods", (test) -> {
			test.dataFlow.deployToKubernetes();
			test.dataFlow.set("scaletest", "transform", 3);
			test.dataFlow.ready("scaletest", "transform", 1);
		}, "instances", "failure",
				"It has Pods that are pending: they lack a node or their image; 1 of 3 instances are up: no node takes scaletest-transform-v1-1, scaletest-transform-v1-2",
				"kubectl describe pod scaletest-transform-v1-1,"), found("Pods crash", (test) -> {
					test.dataFlow.deployToKubernetes();
					test.dataFlow.set("scaletest", "transform", 3);
					test.dataFlow.state("scaletest", "transform", "partial");
				}, "instances", "failure",
						"It has instances that crash; 2 of 3 instances are up: crashing is scaletest-transform-v1-0; restart count 3, the last time after exit code 1 (Error)",
						"kubectl logs --previous scaletest-transform-v1-0."));
	}

	private static Stream<Arguments> metrics() {
		return Stream.of(found("all is well", (test) -> {
		}, "metrics", "ok", "1 of 1 deployed instances have metrics, and were scraped at 2026-11-22T08:08:03Z", ""),
				found("it was not scraped yet", (test) -> test.unheard("unknown", ""), "metrics", "warning",
						"has not scraped the instance at 127.0.0.1:20000 yet", "Wait"),
				found("it fails", (test) -> test.unheard("down", "server returned HTTP status 500 "), "metrics",
						"failure",
						"fails at /actuator/prometheus: server returned HTTP status 500 (at 2026-11-22T08:08:03Z)",
						"management.metrics.tags"),
				found("metrics can't be looked at", (test) -> test.prometheus.close(), "metrics", "warning",
						"Metrics can't be looked at", "prometheus"),
				found("Data Flow hides the endpoint",
						(test) -> test.unheard("down", "server returned HTTP status 404 "), "metrics", "failure",
						"127.0.0.1:20000 does not expose /actuator/prometheus",
						"app.transform.management.endpoints.web.exposure.include=health,info,bindings,prometheus"),
				found("an instance can't be scraped", (test) -> test.unheard("down", "context deadline exceeded"),
						"metrics", "failure", "can't scrape the instance at 127.0.0.1:20000: context deadline exceeded",
						"reach"),
				found("an instance is not scraped", (test) -> {
					test.prometheus.forget(UPTIME);
					test.prometheus.answer("/api/v1/targets", "{\"activeTargets\":[]}");
				}, "metrics", "failure", "does not scrape the instance at 127.0.0.1:20000", "stream-applications"),
				found("labels are missing", (test) -> test.unheard("up", ""), "metrics", "warning",
						"0 of 1 deployed instances have metrics with their stream_name", "relabel_configs"),
				found("an instance is scraped twice",
						(test) -> test.prometheus.series(UPTIME, TRANSFORM + ",job=another", 1), "metrics", "warning",
						"2 instances have metrics, and 1 are deployed", "counts twice"),
				found("the endpoint was exposed already", (test) -> {
					test.transform("--management.endpoints.web.exposure.include='*'");
					test.unheard("down", "server returned HTTP status 404 ");
				}, "metrics", "failure", "127.0.0.1:20000 does not expose /actuator/prometheus",
						"app.transform.management.prometheus.metrics.export.enabled=true"),
				found("the endpoint was moved", (test) -> {
					test.transform("--management.server.port=9090");
					test.unheard("down", "server returned HTTP status 404 ");
				}, "metrics", "failure", "somewhere else, by management.server.port=9090",
						"without app.transform.management.server.port"),
				found("a log-in answers", (test) -> test.unheard("down", "\"INVALID\" is not a valid start token"),
						"metrics", "failure", "something other than metrics: \"INVALID\"",
						"app.transform.spring.cloud.streamapp.security.enabled=false"),
				found("an instance is hidden, and Data Flow does not tell", (test) -> {
					test.unheard("down", "server returned HTTP status 404 ");
					test.dataFlow.stop();
				}, "metrics", "failure", "127.0.0.1:20000 does not expose /actuator/prometheus", "exposure.include"));
	}

	private static Stream<Arguments> namesakes() {
		return Stream.of(found("another Data Flow server has a stream of this name", (test) -> {
			test.prometheus.forget(UPTIME);
			test.prometheus.series(UPTIME, TRANSFORM + ",application_guid=a", 1);
			test.prometheus.series(UPTIME, TRANSFORM + ",application_guid=b", 1);
		}, "metrics", "warning", "2 different instances have metrics, and 1 are deployed: another Data Flow server",
				"autoscale.prometheus.selector"), found("an instance with an id is scraped twice", (test) -> {
					test.prometheus.forget(UPTIME);
					test.prometheus.series(UPTIME, TRANSFORM + ",application_guid=a", 1);
					test.prometheus.series(UPTIME, TRANSFORM + ",application_guid=a,job=another", 1);
				}, "metrics", "warning", "2 instances have metrics, and 1 are deployed", "counts twice"),
				found("another webhook decides about an application of this name", (test) -> {
					test.prometheus.series("autoscale_policy_max_instances", TRANSFORM + ",instance=a:8085", 4);
					test.prometheus.series("autoscale_policy_max_instances", TRANSFORM + ",instance=b:8085", 2);
				}, "metrics", "failure", "2 webhooks decide about an application of this name, at a:8085 and b:8085",
						"prometheus/generate-rules"));
	}

}
