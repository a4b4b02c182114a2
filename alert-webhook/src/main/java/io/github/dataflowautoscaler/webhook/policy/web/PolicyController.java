package io.github.dataflowautoscaler.webhook.policy.web;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The policy API. {@code PUT} replaces a policy as a whole; what it leaves out gets its
 * default. {@code If-Match} makes a change conditional on what was read,
 * {@code If-None-Match: *} on there being none yet; without either the last writer wins.
 */
@RestController
@RequestMapping("/api/policies")
class PolicyController {

	private final Policies policies;

	private final Clock clock;

	PolicyController(Policies policies, Clock clock) {
		this.policies = policies;
		this.clock = clock;
	}

	@GetMapping
	List<PolicyDocument> list() {
		Instant now = this.clock.instant();
		return this.policies.findAll().stream().map((stored) -> PolicyDocument.of(stored, now)).toList();
	}

	@GetMapping("/{stream}/{application}")
	ResponseEntity<PolicyDocument> show(@PathVariable String stream, @PathVariable String application) {
		ApplicationId id = new ApplicationId(stream, application);
		return answer(this.policies.find(id).orElseThrow(() -> new NoSuchPolicyException(id)));
	}

	@PutMapping("/{stream}/{application}")
	ResponseEntity<PolicyDocument> set(@PathVariable String stream, @PathVariable String application,
			@RequestBody PolicySettings settings, @RequestHeader HttpHeaders headers) {
		return answer(
				this.policies.set(new ApplicationId(stream, application), toPolicy(settings), expectation(headers)));
	}

	@DeleteMapping("/{stream}/{application}")
	ResponseEntity<Void> remove(@PathVariable String stream, @PathVariable String application,
			@RequestHeader HttpHeaders headers) {
		ApplicationId id = new ApplicationId(stream, application);
		if (!this.policies.remove(id, expectation(headers))) {
			throw new NoSuchPolicyException(id);
		}
		return ResponseEntity.noContent().build();
	}

	/** Declared pauses may be over; nobody would begin one that is. */
	private Policy toPolicy(PolicySettings settings) {
		@Nullable Instant until = settings.pausedUntil();
		if (until != null && !until.isAfter(this.clock.instant())) {
			throw new IllegalArgumentException("pausedUntil is %s, which is past".formatted(until));
		}
		return settings.toPolicy();
	}

	private ResponseEntity<PolicyDocument> answer(StoredPolicy stored) {
		return ResponseEntity.ok().eTag(eTag(stored)).body(PolicyDocument.of(stored, this.clock.instant()));
	}

	private static String eTag(StoredPolicy stored) {
		return "\"" + stored.version() + "\"";
	}

	private static Predicate<Optional<StoredPolicy>> expectation(HttpHeaders headers) {
		@Nullable String none = headers.getFirst(HttpHeaders.IF_NONE_MATCH);
		if ("*".equals(none)) {
			return Optional::isEmpty;
		}
		List<String> match = headers.getIfMatch();
		if (match.isEmpty()) {
			return (current) -> true;
		}
		return (current) -> current.filter((stored) -> match.contains("*") || match.contains(eTag(stored))).isPresent();
	}

}
