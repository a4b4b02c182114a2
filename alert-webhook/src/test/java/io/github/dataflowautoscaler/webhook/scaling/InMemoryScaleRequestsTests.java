package io.github.dataflowautoscaler.webhook.scaling;

/**
 * Tests for {@link InMemoryScaleRequests}: the histories are as good as they are.
 */
class InMemoryScaleRequestsTests extends ScaleRequestsContract {

	private final ScaleRequests requests = new InMemoryScaleRequests();

	@Override
	protected ScaleRequests requests() {
		return this.requests;
	}

}
