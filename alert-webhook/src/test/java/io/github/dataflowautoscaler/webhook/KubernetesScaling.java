package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

import io.github.dataflowautoscaler.webhook.ScaleBehaviour.ScaleCall;

/**
 * Scales as Data Flow does on Kubernetes: it answers when the cluster has done it, which
 * takes minutes or for ever, and until then Skipper is busy with the stream.
 */
final class KubernetesScaling implements ScaleBehaviour {

	private final CountDownLatch granted = new CountDownLatch(1);

	private final boolean podsAppear;

	private final ScaleBehaviour afterwards;

	private KubernetesScaling(boolean podsAppear, ScaleBehaviour afterwards) {
		this.podsAppear = podsAppear;
		this.afterwards = afterwards;
	}

	/** New Pods are there at once, and wait for a node. */
	static KubernetesScaling withoutNodes() {
		return new KubernetesScaling(true, ScaleCall::obey);
	}

	/** There is not even a new Pod, and when there are, one of them crashes. */
	static KubernetesScaling withoutQuotaAndThenCrashing() {
		return new KubernetesScaling(false, ScaleCall::crash);
	}

	/** There is not even a new Pod. */
	static KubernetesScaling withoutQuota() {
		return new KubernetesScaling(false, ScaleCall::obey);
	}

	@Override
	public void scale(ScaleCall call) throws IOException {
		if (this.podsAppear) {
			call.obeyButStartNone();
		}
		try {
			this.granted.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return;
		}
		this.afterwards.scale(call);
		call.answer(201, "");
	}

	/** The cluster has room from now on. */
	void grant() {
		this.granted.countDown();
	}

}
