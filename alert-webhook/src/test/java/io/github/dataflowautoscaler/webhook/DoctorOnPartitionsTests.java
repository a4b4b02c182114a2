package io.github.dataflowautoscaler.webhook;

import java.util.stream.Stream;

import org.junit.jupiter.params.provider.Arguments;

/**
 * What the doctor finds where messages are not shared.
 */
class DoctorOnPartitionsTests extends DoctorSituations {

	static Stream<Arguments> whatIsWrongIsFound() {
		return Stream.of(groups(), partitions()).flatMap((each) -> each);
	}

	private static Stream<Arguments> groups() {
		return Stream.of(
				found("groups can't be looked at", (test) -> test.prometheus.close(), "consumer-group", "warning",
						"Consumer groups can't be looked at", "prometheus"),
				found("there is no consumer group", (test) -> {
					test.prometheus.forget(OFFSET);
					test.prometheus.series(OFFSET, TRANSFORM + ",group=anonymous.f00,topic=scaletest.time", 0);
				}, "consumer-group", "failure", "reads scaletest.time without a consumer group", "input.group"),
				found("the lag is not exported", (test) -> test.prometheus.forget(OFFSET), "consumer-group", "warning",
						"does not export spring_cloud_stream_binder_kafka_offset", "another binder"),
				found("the lag is not recorded", (test) -> test.prometheus.forget("autoscale:lag:messages"),
						"consumer-group", "warning", "no recent value of autoscale:lag:messages", "rules"));
	}

	private static Stream<Arguments> partitions() {
		return Stream.of(
				found("partitions can't be looked at", (test) -> test.prometheus.close(), "partitions", "warning",
						"Partitions can't be looked at", "prometheus"),
				found("all messages go to one partition", (test) -> test.dataFlow.deployedAs("scaletest", PINNED),
						"partitions", "failure", "scaletest/time writes to 1 partition(s) only",
						"partition-key-expression"),
				found("Data Flow's count is enough",
						(test) -> test.dataFlow.deployedAs("scaletest", PINNED.replace("Count=1", "Count=4")),
						"partitions", "ok", "4 partitions are enough for 4 instances", ""),
				found("the spelling with hyphens passes by",
						(test) -> test.dataFlow.deployedAs("scaletest",
								PINNED.replace("partitionKeyExpression", "partition-key-expression")
									.replace("partitionCount=1", "partition-count=4")),
						"partitions", "ok", "4 partitions are enough for 4 instances", ""),
				found("there are too few partitions", (test) -> test.measure("autoscale:partitions:count", 3),
						"partitions", "warning", "3 partitions are too few for 4 instances", "minPartitionCount"),
				found("consumers need partitions too", (test) -> test.measure("autoscale:consumers:count", 2),
						"partitions", "warning", "4 partitions are too few for 4 instances", "minPartitionCount"),
				found("the count is unknown", (test) -> test.prometheus.forget("autoscale:partitions:count"),
						"partitions", "warning", "The number of partitions is unknown", "another binder"),
				found("a partition gets most of the messages",
						(test) -> test.prometheus.series("autoscale:hot_partition:share", TRANSFORM + ",partition=7",
								0.7),
						"partitions", "warning",
						"Partition 7 carries 70 % of what arrives; no number of instances above 2 helps",
						"partition key"),
				found("a partition gets somewhat more than the others",
						(test) -> test.prometheus.series("autoscale:hot_partition:share", TRANSFORM + ",partition=7",
								0.3),
						"partitions", "ok", "4 partitions are enough for 4 instances", ""),
				found("one instance does all the work", (test) -> {
					test.measure("autoscale:instances:count", 3);
					test.measure("autoscale:consumers:count", 3);
				}, "partitions", "warning", "Only 1 of 3 instances handled messages", "partition key"));
	}

}
