package io.github.dataflowautoscaler.shell;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.springframework.beans.BeanWrapperImpl;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.cloud.dataflow.core.dsl.AppNode;
import org.springframework.cloud.dataflow.core.dsl.ParseException;
import org.springframework.cloud.dataflow.core.dsl.StreamNode;
import org.springframework.cloud.dataflow.core.dsl.StreamParser;
import org.springframework.cloud.dataflow.rest.client.DataFlowOperations;
import org.springframework.cloud.dataflow.rest.resource.StreamDefinitionResource;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.client.RestTemplate;

/**
 * The Data Flow server that the shell is connected to, through the shell's own beans.
 * Their classes are in no published artifact, so they are reached by name.
 */
class DataFlowServer {

	private final BeanFactory beans;

	DataFlowServer(BeanFactory beans) {
		this.beans = beans;
	}

	boolean isConnected() {
		return operations().isPresent();
	}

	boolean isAuthenticationEnabled() {
		return Boolean.TRUE.equals(shell("targetHolder").getPropertyValue("target.authenticationEnabled"));
	}

	boolean isAuthenticated() {
		return Boolean.TRUE.equals(shell("targetHolder").getPropertyValue("target.authenticated"));
	}

	/**
	 * The roles of the user who is logged in.
	 * @return their names, such as {@code VIEW}; empty if the shell knows no user
	 */
	Set<String> roles() {
		BeanWrapperImpl holder = shell("targetHolder");
		if (holder.getPropertyValue("target.targetCredentials") == null) {
			return Collections.emptySet();
		}
		Iterable<?> roles = (Iterable<?>) holder.getPropertyValue("target.targetCredentials.roles");
		return StreamSupport.stream(roles.spliterator(), false).map(String::valueOf).collect(Collectors.toSet());
	}

	/**
	 * What the shell adds to its own requests, its bearer token among them.
	 * @return the interceptors
	 */
	List<ClientHttpRequestInterceptor> interceptors() {
		return this.beans.getBean("restTemplate", RestTemplate.class).getInterceptors();
	}

	/**
	 * Lists the streams.
	 * @return their names; empty if Data Flow can't be asked
	 */
	List<String> streams() {
		return definitions().stream().map(StreamDefinitionResource::getName).collect(Collectors.toList());
	}

	/**
	 * Lists the applications of a stream that can be scaled: those with an input.
	 * @param stream the stream's name
	 * @return their labels, or names where they have none
	 */
	List<String> consumers(String stream) {
		return definitions().stream()
			.filter((definition) -> definition.getName().equals(stream))
			.flatMap((definition) -> consumers(definition).stream())
			.collect(Collectors.toList());
	}

	private static List<String> consumers(StreamDefinitionResource definition) {
		try {
			StreamNode node = new StreamParser(definition.getName(), definition.getDslText()).parse();
			return node.getAppNodes()
				.stream()
				.filter((app) -> !app.isUnboundStreamApp())
				.skip((node.getSourceDestinationNode() != null) ? 0 : 1)
				.map(DataFlowServer::label)
				.collect(Collectors.toList());
		}
		catch (ParseException ex) {
			return Collections.emptyList();
		}
	}

	private static String label(AppNode app) {
		return (app.getLabelName() != null) ? app.getLabelName() : app.getName();
	}

	private List<StreamDefinitionResource> definitions() {
		try {
			return operations().map((operations) -> operations.streamOperations().list().spliterator())
				.map((streams) -> StreamSupport.stream(streams, false).collect(Collectors.toList()))
				.orElse(Collections.emptyList());
		}
		catch (RuntimeException ex) {
			// Names help with typing and with messages; a server that has gone is told
			// elsewhere.
			return Collections.emptyList();
		}
	}

	private Optional<DataFlowOperations> operations() {
		return Optional.ofNullable((DataFlowOperations) shell("dataFlowShell").getPropertyValue("dataFlowOperations"));
	}

	private BeanWrapperImpl shell(String bean) {
		return new BeanWrapperImpl(this.beans.getBean(bean));
	}

}
