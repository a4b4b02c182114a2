package io.github.dataflowautoscaler.webhook.dataflow;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.stream.Stream;

import javax.net.ssl.SSLHandshakeException;

import io.github.dataflowautoscaler.webhook.http.ApiClient;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.test.web.client.response.MockRestResponseCreators;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.anything;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withException;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withStatus;

/**
 * Tests for {@link DataFlowErrors}, with what real servers have been seen to answer.
 */
class DataFlowErrorsTests {

	private final RestClient.Builder builder = RestClient.builder();

	private final MockRestServiceServer server = MockRestServiceServer.bindTo(this.builder).build();

	private final DataFlowApi api = ApiClient.of(this.builder.build(), DataFlowApi.class);

	private final DataFlowErrors errors = new DataFlowErrors(JsonMapper.shared());

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					SkipperException | Statemachine is not in state ready to do SCALE for release | BUSY | Skipper is busy
					ReleaseNotFoundException | Release with the name [gone] doesn't exist | NOT_FOUND | does not know it
					ResourceAccessException | I/O error on POST request: Connection refused | UNREACHABLE | can't reach Skipper
					ResourceAccessException | I/O error on POST request: skipper: UnknownHost | UNREACHABLE | can't reach Skipper
					ResourceAccessException | 127.0.0.1:7577 failed to respond | UNANSWERED | Skipper did not answer
					HttpClientErrorException.Forbidden | 403 : [no body] | FORBIDDEN | POST /api/release/scale/**
					IllegalStateException | Something else | REFUSED | refused with 500: Something else
					""")
	@DisplayName("case 23: a 500 says by its message what is wrong")
	void dataFlowsOwn(String logref, String message, Kind kind, String said) {
		assertThat(scale(500,
				"{\"_embedded\":{\"errors\":[{\"logref\":\"%s\",\"message\":\"%s\"}]}}".formatted(logref, message)))
			.returns(kind, PlatformException::kind)
			.hasMessageContaining(said);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					401 | ''                                | FORBIDDEN   | requires a log-in
					403 | ''                                | FORBIDDEN   | ROLE_MODIFY
					404 | {"_embedded":{"errors":[{"logref":"NoSuchStreamDefinitionException","message":"none"}]}} | NOT_FOUND | none
					404 | <html>no such page</html>         | REFUSED     | refused with 404: <html>no such page
							502 | <html>Bad gateway</html>          | UNANSWERED  | gateway
					504 | ''                                | UNANSWERED  | gateway
					503 | ''                                | UNREACHABLE | unavailable
					500 | {"message":"of a filter"}         | REFUSED     | refused with 500: of a filter
					500 | [1]                               | REFUSED     | refused with 500: [1]
					""")
	void anybodys(int status, String body, Kind kind, String said) {
		assertThat(scale(status, body)).returns(kind, PlatformException::kind).hasMessageContaining(said);
	}

	@Test
	void aRedirectThatNobodyFollowsNamesThePropertyOfTheAddress() {
		RestClientException ex = new RestClientResponseException("Redirected", HttpStatus.FOUND, "Found", null, null,
				null);
		assertThat(this.errors.translate(ex)).returns(Kind.REFUSED, PlatformException::kind)
			.hasMessageContaining("(302): check spring.cloud.dataflow.client.server-uri");
	}

	@Test
	void aLongPageIsNotAMessage() {
		assertThat(scale(500, "x".repeat(5000)).getMessage()).hasSizeLessThan(400);
	}

	@ParameterizedTest
	@MethodSource("failures")
	@DisplayName("case 22: a request that never arrived is told from one that may have been carried out")
	void without(IOException failure, Kind kind) {
		this.server.expect(anything()).andRespond(withException(failure));
		assertThat(failed()).returns(kind, PlatformException::kind);
	}

	static Stream<Arguments> failures() {
		return Stream.of(Arguments.of(new ConnectException("Connection refused"), Kind.UNREACHABLE),
				Arguments.of(new UnknownHostException("dataflow"), Kind.UNREACHABLE),
				Arguments.of(new HttpConnectTimeoutException("HTTP connect timed out"), Kind.UNREACHABLE),
				Arguments.of(new SSLHandshakeException("PKIX path building failed"), Kind.UNREACHABLE),
				Arguments.of(new HttpTimeoutException("request timed out"), Kind.UNANSWERED),
				Arguments.of(new SocketException("Connection reset"), Kind.UNANSWERED),
				Arguments.of(new IOException("HTTP/1.1 header parser received no bytes"), Kind.UNANSWERED));
	}

	@Test
	void anAnswerOfAnotherKindIsNotUnderstood() {
		this.server.expect(anything())
			.andRespond(MockRestResponseCreators.withSuccess("[]", MediaType.APPLICATION_JSON));
		RestClientException ex = catchThrowableOfType(RestClientException.class,
				() -> this.api.definition("scaletest"));
		assertThat(this.errors.translate(ex)).returns(Kind.REFUSED, PlatformException::kind)
			.hasMessage("Data Flow's answer can't be understood");
	}

	private PlatformException scale(int status, String body) {
		this.server.expect(anything())
			.andRespond(withStatus(HttpStatusCode.valueOf(status)).contentType(MediaType.APPLICATION_JSON).body(body));
		return failed();
	}

	private PlatformException failed() {
		RestClientException ex = catchThrowableOfType(RestClientException.class,
				() -> this.api.scale("scaletest", "transform", 2));
		return this.errors.translate(ex);
	}

}
