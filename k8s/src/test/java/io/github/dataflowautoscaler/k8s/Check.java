package io.github.dataflowautoscaler.k8s;

import java.util.List;
import java.util.stream.Stream;

/**
 * Looks at whether the objects of an overlay fit together, which no schema can tell.
 */
interface Check {

	/**
	 * Looks.
	 * @param cluster the objects
	 * @return what is wrong, each as {@code object: field: what}
	 */
	Stream<String> problems(Cluster cluster);

	/**
	 * Reads manifests and looks at everything.
	 * @param manifests a rendered overlay
	 * @return what is wrong
	 */
	static List<String> all(String manifests) {
		Cluster cluster;
		try {
			cluster = Cluster.of(manifests);
		}
		catch (IllegalArgumentException ex) {
			return List.of(ex.getMessage());
		}
		return Stream
			.of(new SelectorCheck(), new PortCheck(), new VolumeCheck(), new ReferenceCheck(), new FileCheck(),
					new AddressCheck(), new SettingsCheck(), new HardeningCheck())
			.flatMap((check) -> check.problems(cluster))
			.toList();
	}

}
