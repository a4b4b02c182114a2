package io.github.dataflowautoscaler.k8s;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The checks of the overlays notice what somebody might get wrong.
 */
class ChangedOverlaysTests {

	@ParameterizedTest(name = "{2} for {1} in {0}")
	@CsvSource(delimiter = '|',
			textBlock = """
					Deployment/alert-webhook          | readOnlyRootFilesystem: | readonlyRootFilesystem: | spec.template.spec.containers[0].securityContext.readonlyRootFilesystem: Unrecognized field
					Deployment/alert-webhook          | replicas: 1 | replicas: "1" | spec.replicas: Cannot coerce
					Deployment/alert-webhook          | periodSeconds: 2 | periodSeconds: often | spec.template.spec.containers[0].startupProbe.periodSeconds: Cannot
					Deployment/alert-webhook          | automountServiceAccountToken: false | automountServiceAccountToken: 0 | spec.template.spec.automountServiceAccountToken: Cannot coerce
					Deployment/alert-webhook          | mountPath: /data | mountPath: 7 | spec.template.spec.containers[0].volumeMounts[3].mountPath: Cannot coerce
					ConfigMap/alert-webhook-environment | SERVER_ADDRESS: 0.0.0.0 | SERVER_PORT: 8085 | data.SERVER_PORT: Cannot coerce
					Service/alert-webhook             | port: 8085 | prot: 8085 | spec.ports[0].prot: Unrecognized field
					NetworkPolicy/alert-webhook       | podSelector: | podSelectors: | Unrecognized field
					PodDisruptionBudget/alert-webhook | policy/v1 | policy/v1beta1 | apiVersion "policy/v1beta1" has no such kind
					AlertmanagerConfig/autoscale      | sendResolved: | sendResolve: | spec.receivers[0].webhookConfigs[0].sendResolve: Unrecognized field
					PrometheusRule/autoscale          | expr: | exp: | spec.groups[0].rules[0].exp: Unrecognized field
					Role/skipper                      | verbs: | verb: | rules[0].verb: Unrecognized field
					ServiceMonitor/alert-webhook      | interval: 15s | interval: 15 | spec.endpoints[0].interval: Cannot coerce
					""")
	void noticesWhatTheKindDoesNotHave(String object, String text, String other, String problem) {
		assertThat(changed(object, text, other)).singleElement().asString().startsWith(object).contains(": " + problem);
	}

	@ParameterizedTest(name = "{2} for {1} in {0}")
	@CsvSource(delimiter = '|',
			textBlock = """
							Service/alert-webhook             | targetPort: http | targetPort: web | Service/alert-webhook: spec.ports.http.targetPort: no container serves the port web in Deployment/alert-webhook
							Service/autoscale-alertmanager    | targetPort: http | targetPort: 9094 | Service/autoscale-alertmanager: spec.ports.http.targetPort: no container serves the port 9094
							Service/alert-webhook             | selector:\\n    app.kubernetes.io/name: alert-webhook | selector:\\n    app: alert-webhook | Service/alert-webhook: spec.selector: {app=alert-webhook
							Service/alert-webhook             | type: ClusterIP | type: LoadBalancer | Service/alert-webhook: spec.type: open to others
							Deployment/alert-webhook          | matchLabels:\\n      app.kubernetes.io/name: alert-webhook | matchLabels:\\n      app: alert-webhook | Deployment/alert-webhook: spec.selector: {app=alert-webhook
							Deployment/alert-webhook          | port: http | port: metrics | Deployment/alert-webhook: probe of alert-webhook: no container serves the port metrics
							Deployment/alert-webhook          | mountPath: /etc/alert-webhook-token | mountPath: /etc/token | Deployment/alert-webhook: spec.template.spec: nothing is mounted as /etc/alert-webhook-token/alert-token
							Deployment/alert-webhook          | claimName: alert-webhook | claimName: webhook | Deployment/alert-webhook: spec.template.spec: there is no PersistentVolumeClaim/webhook
							Deployment/alert-webhook          | secretName: autoscale-alert-token | secretName: token | Deployment/alert-webhook: spec.template.spec: there is no Secret/token
							Deployment/alert-webhook          | serviceAccountName: alert-webhook | serviceAccountName: default | ServiceAccount/alert-webhook: metadata.name: nothing uses it
							Deployment/alert-webhook          | name: tmp\\n | name: temp\\n | Deployment/alert-webhook: spec.template.spec.volumeMounts: there is no volume temp
							Deployment/alert-webhook          | type: Recreate | type: RollingUpdate | Deployment/alert-webhook: spec.template.spec.strategy: a claim has one owner
							Deployment/alert-webhook          | runAsNonRoot: true | runAsNonRoot: false | Deployment/alert-webhook: securityContext.runAsNonRoot: may be root
							Deployment/alert-webhook          | readOnlyRootFilesystem: true | readOnlyRootFilesystem: false | securityContext.readOnlyRootFilesystem: may write anywhere
							Deployment/alert-webhook          | alert-webhook:1.0.0-SNAPSHOT | alert-webhook:latest | image: alert-webhook:latest is not pinned
							Deployment/alert-webhook          | alert-webhook:1.0.0-SNAPSHOT | localhost:5000/alert-webhook | image: localhost:5000/alert-webhook is not pinned
							Deployment/autoscale-alertmanager | //alert-webhook:8085/ | //alert-webhook:8086/ | Deployment/autoscale-alertmanager: command: there is no Service alert-webhook:8086
							Deployment/autoscale-alertmanager | /etc/autoscale/alertmanager.yml | /etc/autoscale/config.yml | Deployment/autoscale-alertmanager: spec.template.spec: nothing reads /etc/autoscale/alertmanager.yml
							ConfigMap/alert-webhook-policies  | application.yml: | policies.yml: | Deployment/alert-webhook: spec.template.spec: nothing reads /etc/alert-webhook/policies.yml
							ConfigMap/alert-webhook-environment | AUTOSCALE_PROMETHEUS_URI | AUTOSCALE_PROMETHEUS_URL | data.AUTOSCALE_PROMETHEUS_URL: docs/configuration.md has no such setting
							Secret/autoscale-alert-token      | alert-token: | token: | Deployment/alert-webhook: spec.template.spec: nothing is mounted as /etc/alert-webhook-token/alert-token
							NetworkPolicy/alert-webhook       | port: http | port: 8080 | NetworkPolicy/alert-webhook: spec.ingress.ports: no container serves the port 8080
							NetworkPolicy/autoscale-alertmanager | name: alert-webhook | name: webhook | NetworkPolicy/autoscale-alertmanager: podSelector of a peer: {app.kubernetes.io/name=webhook
							NetworkPolicy/alert-webhook       | - Egress | - Ingress | Deployment/alert-webhook: spec.template: no NetworkPolicy for both directions
							RoleBinding/skipper               | kind: Role\\n  name: skipper | kind: Role\\n  name: deployer | RoleBinding/skipper: roleRef: there is no Role/deployer
							RoleBinding/skipper               | - kind: ServiceAccount\\n  name: skipper | - kind: ServiceAccount\\n  name: deployer | RoleBinding/skipper: subjects: there is no ServiceAccount/deployer
							Deployment/scdf-server            | automountServiceAccountToken: false | automountServiceAccountToken: true | Deployment/scdf-server: automountServiceAccountToken: Kubernetes' API is the business
							Deployment/kafka                  | port: kafka | port: broker | Deployment/kafka: probe of kafka: no container serves the port broker
							Deployment/kafka                  | file:/etc/kafka/log4j.properties | file:/etc/kafka/log.properties | Deployment/kafka: spec.template.spec: nothing is mounted as /etc/kafka/log.properties
							Deployment/skipper                | file:/etc/skipper/ | file:/etc/config/ | Deployment/skipper: spec.template.spec: nothing reads /etc/skipper/application.yml
							Deployment/prometheus             | name: autoscale-rules | name: rules | Deployment/prometheus: spec.template.spec: there is no ConfigMap/rules
							Deployment/prometheus             | name: autoscale-rules | name: rules | Deployment/prometheus: spec.template.spec: nothing is mounted as /etc/autoscale/*.rules.yml
							Deployment/prometheus             | path: prometheus-password | path: password | Deployment/prometheus: spec.template.spec: nothing is mounted as /etc/autoscale/prometheus-password
							PodDisruptionBudget/alert-webhook | matchLabels:\\n      app.kubernetes.io/name: alert-webhook | matchLabels:\\n      app: alert-webhook | PodDisruptionBudget/alert-webhook: spec.selector
							AlertmanagerConfig/autoscale      | alert-webhook.default.svc | alert-webhook.other.svc | AlertmanagerConfig/autoscale: spec.receivers.webhookConfigs.url: there is no Service alert-webhook.other.svc:8085
							AlertmanagerConfig/autoscale      | key: alert-token | key: token | AlertmanagerConfig/autoscale: spec.receivers: no Secret/autoscale-alert-token has a key token
							ServiceMonitor/alert-webhook      | key: prometheus-password | key: password | ServiceMonitor/alert-webhook: spec.endpoints.basicAuth: no Secret/alert-webhook-users has a key password
					ConfigMap/alert-webhook-policies  | configtree:/etc/alert-webhook-users | configtree:/etc/users | Deployment/alert-webhook: spec.template.spec: nothing reads /etc/alert-webhook-users/operator-password
					ServiceMonitor/alert-webhook      | port: http | port: web | ServiceMonitor/alert-webhook: spec.endpoints.port: no Service that is selected has a port web
							ServiceMonitor/alert-webhook      | matchLabels:\\n      app.kubernetes.io/name: alert-webhook\\n | matchLabels:\\n | ServiceMonitor/alert-webhook: spec.selector: {app.kubernetes.io/part-of=dataflow-autoscaler} selects 2 Services
							""")
	void noticesWhatDoesNotFit(String object, String text, String other, String problem) {
		assertThat(changed(object, text, other)).anySatisfy((found) -> assertThat(found).contains(problem));
	}

	/** The object may have a name that its content makes longer. */
	private static List<String> changed(String object, String text, String other) {
		String[] name = object.split("/");
		Pattern identity = Pattern
			.compile("(?m)^kind: %s$[\\s\\S]*^  name: %s(-[a-z0-9]{10})?$".formatted(name[0], name[1]));
		List<String> documents = new ArrayList<>(List.of(rendered(object).split("(?m)^---$")));
		String document = documents.stream().filter((each) -> identity.matcher(each).find()).findFirst().orElseThrow();
		String literal = text.replace("\\n", "\n");
		assertThat(document).contains(literal);
		documents.set(documents.indexOf(document),
				document.replaceFirst(Pattern.quote(literal), other.replace("\\n", "\n")));
		return Check.all(String.join("---", documents));
	}

	private static String rendered(String object) {
		if (object.matches(".*/(kafka|skipper|scdf-server|prometheus)")) {
			return Kustomize.renderDataFlow();
		}
		return Kustomize.render(object.matches("(AlertmanagerConfig|PrometheusRule|ServiceMonitor)/.*")
				? "kube-prometheus-stack" : "scdf-server");
	}

}
