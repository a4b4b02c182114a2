package io.github.dataflowautoscaler.webhook.policy.web;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Edit;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The policy API. {@code PUT} replaces a policy as a whole; what it leaves out gets its
 * default. {@code PATCH} leaves such settings as they are. {@code If-Match} makes a
 * change conditional on what was read, {@code If-None-Match: *} on there being none yet;
 * without either the last writer wins.
 */
@RestController
@RequestMapping("/api/policies")
class PolicyController {

	private static final String MERGE_PATCH = "application/merge-patch+json";

	private final Policies policies;

	private final PolicyPatch patch;

	private final SteadyClock clock;

	private final Clock systemClock;

	PolicyController(Policies policies, PolicyPatch patch, SteadyClock clock, Clock systemClock) {
		this.policies = policies;
		this.patch = patch;
		this.clock = clock;
		this.systemClock = systemClock;
	}

	@GetMapping
	List<PolicyDocument> list() {
		Instant now = this.systemClock.instant();
		return this.policies.findAll().stream().map((stored) -> PolicyDocument.of(stored, now)).toList();
	}

	@GetMapping("/{stream}/{application}")
	ResponseEntity<PolicyDocument> show(@PathVariable String stream, @PathVariable String application) {
		ApplicationId id = new ApplicationId(stream, application);
		return answer(this.policies.find(id).orElseThrow(() -> new NoSuchPolicyException(id)));
	}

	@ConditionalChange
	@PutMapping("/{stream}/{application}")
	ResponseEntity<PolicyDocument> set(@PathVariable String stream, @PathVariable String application,
			@RequestBody PolicySettings settings, HttpServletRequest request) {
		return set(new ApplicationId(stream, application), request, (current) -> settings);
	}

	@ConditionalChange
	@PatchMapping(path = "/{stream}/{application}", consumes = { MERGE_PATCH, MediaType.APPLICATION_JSON_VALUE })
	@io.swagger.v3.oas.annotations.parameters.RequestBody(
			content = @Content(mediaType = MERGE_PATCH, schema = @Schema(implementation = PolicySettings.class)))
	ResponseEntity<PolicyDocument> change(@PathVariable String stream, @PathVariable String application,
			@RequestBody ObjectNode settings, HttpServletRequest request) {
		Instant now = this.systemClock.instant();
		return set(new ApplicationId(stream, application), request, (current) -> this.patch.apply(settings,
				current.map((stored) -> PolicySettings.of(stored.policy(), now))));
	}

	@ConditionalChange
	@DeleteMapping("/{stream}/{application}")
	ResponseEntity<Void> remove(@PathVariable String stream, @PathVariable String application,
			HttpServletRequest request) {
		ApplicationId id = new ApplicationId(stream, application);
		if (!this.policies.remove(id, expectation(request), edit(request))) {
			throw new NoSuchPolicyException(id);
		}
		return ResponseEntity.noContent().build();
	}

	private ResponseEntity<PolicyDocument> set(ApplicationId id, HttpServletRequest request,
			Function<Optional<StoredPolicy>, PolicySettings> settings) {
		return answer(this.policies.set(id, settings.andThen(this::toPolicy), expectation(request), edit(request)));
	}

	private Edit edit(HttpServletRequest request) {
		return new Edit(this.clock.instant(), request.getUserPrincipal().getName());
	}

	/** Declared pauses may be over; nobody would begin one that is. */
	private Policy toPolicy(PolicySettings settings) {
		@Nullable Instant until = settings.pausedUntil();
		if (until != null && !until.isAfter(this.systemClock.instant())) {
			throw new IllegalArgumentException("pausedUntil is %s, which is in the past".formatted(until));
		}
		return settings.toPolicy();
	}

	private ResponseEntity<PolicyDocument> answer(StoredPolicy stored) {
		return ResponseEntity.ok()
			.eTag(ExpectedVersion.eTag(stored.version()))
			.body(PolicyDocument.of(stored, this.systemClock.instant()));
	}

	private static Predicate<Optional<StoredPolicy>> expectation(HttpServletRequest request) {
		Predicate<Optional<Long>> expected = ExpectedVersion.of(request);
		return (current) -> expected.test(current.map(StoredPolicy::version));
	}

}
