package io.github.dataflowautoscaler.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.fabric8.openshift.api.model.monitoring.v1alpha1.AlertmanagerConfig;

/**
 * Reads manifests as the API server does with strict validation: a field that a kind does
 * not have and a value of another type are errors.
 */
final class StrictYaml {

	private static final Map<String, Class<? extends HasMetadata>> KINDS = List
		.of(ConfigMap.class, Secret.class, Service.class, ServiceAccount.class, PersistentVolumeClaim.class,
				Deployment.class, NetworkPolicy.class, PodDisruptionBudget.class, Role.class, RoleBinding.class,
				ServiceMonitor.class, PodMonitor.class, PrometheusRule.class, AlertmanagerConfig.class)
		.stream()
		.collect(Collectors.toMap((type) -> HasMetadata.getApiVersion(type) + "/" + HasMetadata.getKind(type),
				(type) -> type));

	private static final ObjectMapper MAPPER = mapper();

	private StrictYaml() {
	}

	/**
	 * Reads manifests.
	 * @param yaml one or more documents
	 * @return the objects
	 * @throws IllegalArgumentException naming the object and the field, if one is wrong
	 */
	static List<HasMetadata> parse(String yaml) {
		List<HasMetadata> objects = new ArrayList<>();
		for (JsonNode document : documents(yaml)) {
			objects.add(parse(document));
		}
		return objects;
	}

	/**
	 * Reads documents of whatever kind.
	 * @param yaml one or more documents
	 * @return their trees
	 */
	static List<JsonNode> documents(String yaml) {
		try (MappingIterator<JsonNode> documents = MAPPER.readerFor(JsonNode.class).readValues(yaml)) {
			return documents.readAll();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static HasMetadata parse(JsonNode document) {
		String kind = document.path("kind").asText();
		String name = kind + "/" + document.path("metadata").path("name").asText();
		Class<? extends HasMetadata> type = KINDS.get(document.path("apiVersion").asText() + "/" + kind);
		if (type == null) {
			throw new IllegalArgumentException(
					"%s: apiVersion %s has no such kind".formatted(name, document.path("apiVersion")));
		}
		try {
			return MAPPER.treeToValue(document, type);
		}
		catch (JsonMappingException ex) {
			String path = ex.getPath()
				.stream()
				.map((step) -> (step.getFieldName() != null) ? "." + step.getFieldName() : "[" + step.getIndex() + "]")
				.collect(Collectors.joining());
			throw new IllegalArgumentException("%s: %s: %s".formatted(name, path.substring(1), ex.getOriginalMessage()),
					ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static ObjectMapper mapper() {
		YAMLMapper.Builder builder = YAMLMapper
			.builder(YAMLFactory.builder().enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL).build())
			.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
			.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
			.annotationIntrospector(new WithoutCatchAll());
		builder.withCoercionConfig(LogicalType.Textual, (text) -> {
			text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
			text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
			text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
		});
		return builder.build();
	}

	/** The model puts fields that it does not know into a map. */
	private static final class WithoutCatchAll extends JacksonAnnotationIntrospector {

		@Override
		public Boolean hasAnySetter(Annotated annotated) {
			return false;
		}

	}

}
