package io.github.dataflowautoscaler.webhook.outbox;

import java.util.List;

import io.github.dataflowautoscaler.webhook.outbox.Outbox.Waiting;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every {@link Outbox} does, wherever it is kept.
 */
public abstract class OutboxContract {

	private static final String KAFKA = "kafka";

	private final Outbox outbox = create();

	protected abstract Outbox create();

	@Test
	void whatWaitsIsFoundInTheOrderOfTheHistoryUntilItIsRemoved() {
		this.outbox.add(KAFKA, 3);
		this.outbox.add(KAFKA, 1);
		this.outbox.add(KAFKA, 2);
		this.outbox.add("alertmanager", 9);
		assertThat(ids(this.outbox.find(KAFKA, 2))).containsExactly(1L, 2L);
		this.outbox.remove(KAFKA, this.outbox.find(KAFKA, 1).get(0));
		assertThat(ids(this.outbox.find(KAFKA, 10))).containsExactly(2L, 3L);
		assertThat(ids(this.outbox.find("alertmanager", 10))).containsExactly(9L);
	}

	@Test
	void whatWaitsAlreadyWaitsOnce() {
		this.outbox.add(KAFKA, 1);
		this.outbox.add(KAFKA, 1);
		assertThat(ids(this.outbox.find(KAFKA, 10))).containsExactly(1L);
	}

	@Test
	void whatIsAddedAgainWhileItIsToldStillWaits() {
		this.outbox.add(KAFKA, 1);
		Waiting found = this.outbox.find(KAFKA, 1).get(0);
		this.outbox.add(KAFKA, 1);
		this.outbox.remove(KAFKA, found);
		assertThat(ids(this.outbox.find(KAFKA, 10))).containsExactly(1L);
	}

	@Test
	void whatIsAddedAgainAfterAnotherOneRemovedItStillWaits() {
		this.outbox.add(KAFKA, 1);
		Waiting found = this.outbox.find(KAFKA, 1).get(0);
		this.outbox.remove(KAFKA, found);
		this.outbox.add(KAFKA, 1);
		this.outbox.remove(KAFKA, found);
		assertThat(ids(this.outbox.find(KAFKA, 10))).containsExactly(1L);
	}

	private static List<Long> ids(List<Waiting> waiting) {
		return waiting.stream().map(Waiting::historyId).toList();
	}

}
