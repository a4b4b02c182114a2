package io.github.dataflowautoscaler.bench.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StandIn}.
 */
class StandInTests {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final HttpClient http = HttpClient.newHttpClient();

	private final Streams streams = new Streams(45);

	private StandIn standIn;

	@BeforeEach
	void start() throws IOException {
		this.standIn = new StandIn(this.streams, Clock.fixed(Instant.ofEpochSecond(1000), ZoneOffset.UTC));
	}

	@AfterEach
	void stop() {
		this.standIn.close();
	}

	@Test
	void theStreamsComeInPages() throws Exception {
		List<String> names = new ArrayList<>();
		for (int page = 0; page < 3; page++) {
			JsonNode listing = get("/streams/definitions?page=%s&size=20".formatted(page));
			assertThat(listing.at("/page/totalPages").asInt()).isEqualTo(3);
			listing.at("/_embedded/streamDefinitionResourceList")
				.forEach((definition) -> names.add(definition.get("name").asString()));
		}
		assertThat(names).hasSize(45).doesNotHaveDuplicates().contains("stream-00000", "stream-00044");
		assertThat(get("/runtime/streams?page=2&size=20").at("/_embedded/streamStatusResourceList").size())
			.isEqualTo(5);
	}

	@Test
	void aScaleCallShowsInDataFlowAndInPrometheus() throws Exception {
		assertThat(post("/streams/deployments/scale/stream-00007/transform/instances/3").statusCode()).isEqualTo(201);
		JsonNode transform = get("/runtime/streams/stream-00007")
			.at("/_embedded/streamStatusResourceList/0/applications/_embedded/appStatusResourceList/1");
		assertThat(transform.get("name").asString()).isEqualTo("transform");
		assertThat(transform.at("/instances/_embedded/appInstanceStatusResourceList").size()).isEqualTo(3);
		assertThat(series("stream-00007")).contains("autoscale:instances:count transform 3.0",
				"autoscale:input:rate1m transform 250.0", "autoscale:lag:messages transform 0.0");
		assertThat(series("stream-00008")).contains("autoscale:instances:count transform 1.0",
				"autoscale:input:rate1m transform 100.0", "autoscale:lag:messages transform 5000.0");
		assertThat(this.streams.scaledOut()).isOne();
	}

	@Test
	void whatDoesNotExistIsAnError() throws Exception {
		assertThat(send(HttpRequest.newBuilder(uri("/streams/definitions/other"))).statusCode()).isEqualTo(404);
		assertThat(post("/streams/deployments/scale/stream-00045/transform/instances/3").statusCode()).isEqualTo(500);
	}

	private List<String> series(String stream) throws Exception {
		JsonNode answer = JSON.readTree(post("/api/v1/query").body());
		List<String> series = new ArrayList<>();
		answer.at("/data/result").forEach((sample) -> {
			JsonNode metric = sample.get("metric");
			assertThat(sample.at("/value/0").asDouble()).isEqualTo(1000);
			if (metric.get("stream_name").asString().equals(stream)) {
				series.add("%s %s %s".formatted(metric.get("__name__").asString(),
						metric.get("application_name").asString(), sample.at("/value/1").asString()));
			}
		});
		return series;
	}

	private JsonNode get(String path) throws Exception {
		HttpResponse<String> answer = send(HttpRequest.newBuilder(uri(path)));
		assertThat(answer.statusCode()).isEqualTo(200);
		return JSON.readTree(answer.body());
	}

	private HttpResponse<String> post(String path) throws Exception {
		return send(HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.noBody()));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return this.http.send(request.build(), BodyHandlers.ofString());
	}

	private URI uri(String path) {
		return URI.create(this.standIn.uri() + path);
	}

}
