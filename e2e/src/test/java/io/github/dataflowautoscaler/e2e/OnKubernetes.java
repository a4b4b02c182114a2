package io.github.dataflowautoscaler.e2e;

import java.nio.file.Path;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives test classes the one installation that all of them share. It is made for the
 * first one, and removed after the last.
 */
final class OnKubernetes implements ParameterResolver {

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == KubernetesInstallation.class;
	}

	@Override
	public KubernetesInstallation resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return context.getRoot()
			.getStore(Namespace.create(OnKubernetes.class))
			.computeIfAbsent(KubernetesInstallation.class, (type) -> install(), KubernetesInstallation.class);
	}

	private static KubernetesInstallation install() {
		KubernetesInstallation installation = new KubernetesInstallation(
				"autoscaler-test-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX),
				MonitoringTools.projectFile(Path.of("e2e", "target", "kubernetes").toString()));
		try {
			installation.install();
			return installation;
		}
		catch (RuntimeException ex) {
			installation.close();
			throw ex;
		}
	}

}
