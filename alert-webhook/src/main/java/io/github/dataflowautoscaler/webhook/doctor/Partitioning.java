package io.github.dataflowautoscaler.webhook.doctor;

import java.util.Map;

/**
 * How an application spreads what it writes, by the properties that it was deployed with.
 *
 * @param isOverwritten whether Data Flow recognized the partition key and has set the
 * count itself: it does so for the usual spelling, and passes by the one with hyphens
 * @param count the partitions that are written to, 1 where nothing is said
 */
record Partitioning(boolean isOverwritten, int count) {

	private static final String KEY = ".producer.partitionKey";

	private static final String COUNT = ".producer.partitionCount";

	static Partitioning of(Map<String, String> properties) {
		boolean recognized = properties.keySet().stream().anyMatch((name) -> name.contains(KEY));
		int count = properties.entrySet()
			.stream()
			.filter((property) -> property.getKey().endsWith(COUNT) && property.getValue().matches("\\d{1,6}"))
			.mapToInt((property) -> Integer.parseInt(property.getValue()))
			.findFirst()
			.orElse(1);
		return new Partitioning(recognized, count);
	}

}
