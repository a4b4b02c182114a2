package io.github.dataflowautoscaler.webhook.http;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Describes the API in the terms of OpenAPI.
 */
@RestController
class ApiDescription {

	@GetMapping(path = "/api/openapi", produces = MediaType.APPLICATION_JSON_VALUE)
	Resource describe() {
		return new ClassPathResource("openapi.json");
	}

}
