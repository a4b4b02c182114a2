package io.github.dataflowautoscaler.webhook.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BufferedRequestTests {

	private static final String FORM = "application/x-www-form-urlencoded; charset=UTF-8";

	@Test
	void aFormsFieldsAreParametersBesideThoseOfTheQuery() {
		BufferedRequest request = request(FORM, "user=J%C3%BCrgen+X&role=view&role=modify&flag&=x&a%26b=c%3Dd");
		assertThat(request.getParameter("user")).isEqualTo("J\u00fcrgen X");
		assertThat(request.getParameterValues("role")).containsExactly("queried", "view", "modify");
		assertThat(request.getParameter("flag")).isEmpty();
		assertThat(request.getParameter("a&b")).isEqualTo("c=d");
		assertThat(request.getParameter("missing")).isNull();
		assertThat(Collections.list(request.getParameterNames())).contains("user", "role", "flag", "a&b");
	}

	@Test
	void theBodyCanStillBeRead() throws IOException {
		BufferedRequest request = request(FORM, "user=jane");
		assertThat(request.getReader().readLine()).isEqualTo("user=jane");
		assertThat(request.getInputStream().readAllBytes()).hasSize(9);
	}

	@Test
	void onlyAFormHasFields() {
		assertThat(request("application/json", "user=jane").getParameter("user")).isNull();
		assertThat(request(null, "user=jane").getParameter("user")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a=%", "a=%zz", "%4=1" })
	void whatIsNoFormIsRefused(String body) {
		assertThatIllegalArgumentException().isThrownBy(() -> request(FORM, body));
	}

	@Test
	void moreFieldsThanAnyFormHasAreRefused() {
		assertThat(request(FORM, "a&".repeat(999) + "a").getParameterValues("a")).hasSize(1000);
		assertThatIllegalArgumentException().isThrownBy(() -> request(FORM, "a&".repeat(1_000) + "a"));
	}

	private static BufferedRequest request(String type, String body) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setContentType(type);
		request.addParameter("role", "queried");
		return new BufferedRequest(request, body.getBytes(StandardCharsets.UTF_8));
	}

}
