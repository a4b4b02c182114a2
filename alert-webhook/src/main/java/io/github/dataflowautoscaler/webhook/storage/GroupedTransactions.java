package io.github.dataflowautoscaler.webhook.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries out in one transaction all work that arrives while the previous transaction is
 * being committed. Most of the cost of a write is its commit, and the commits of many
 * threads would only wait for each other. A caller still waits for the commit of its own
 * work.
 * <p>
 * Work is a few statements and nothing else, because all other callers wait for it. It is
 * not rolled back on its own, which would undo theirs. And it can be repeated: if one of
 * a group fails, none of it was done, and each is carried out alone. A failure because of
 * a lock, or for another transient reason, is passed on to all callers; otherwise each of
 * them would wait for it.
 */
@Component
class GroupedTransactions implements TransactionOperations {

	private static final int LARGEST_GROUP = 100;

	private final BlockingQueue<Work<?>> waiting = new LinkedBlockingQueue<>();

	private final ExecutorService writer = Executors
		.newSingleThreadExecutor((task) -> new Thread(task, "database-writer"));

	private final TransactionOperations transactions;

	GroupedTransactions(PlatformTransactionManager transactionManager) {
		this.transactions = new TransactionTemplate(transactionManager);
	}

	@Override
	public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
		if (TransactionSynchronizationManager.isActualTransactionActive()) {
			return this.transactions.execute(action);
		}
		Work<T> work = new Work<>(action);
		this.waiting.add(work);
		this.writer.execute(this::carryOutWaiting);
		return work.await();
	}

	/** Mostly the task of an earlier one has done it already. */
	private void carryOutWaiting() {
		List<Work<?>> group = new ArrayList<>();
		this.waiting.drainTo(group, LARGEST_GROUP);
		if (group.isEmpty()) {
			return;
		}
		try {
			this.transactions.executeWithoutResult((status) -> group.forEach((work) -> work.carryOut(status)));
			group.forEach(Work::succeeded);
		}
		catch (RuntimeException | Error ex) {
			boolean passes = ex instanceof TransientDataAccessException;
			if (group.size() > 1 && !passes && group.stream().anyMatch(Work::wasRefused)) {
				carryOutAlone(group);
			}
			else {
				group.forEach((work) -> work.failed(ex));
			}
		}
	}

	/** If the database is gone, nobody waits for it once more. */
	private void carryOutAlone(List<Work<?>> group) {
		@Nullable CannotCreateTransactionException gone = null;
		for (Work<?> work : group) {
			try {
				if (gone != null) {
					throw gone;
				}
				this.transactions.executeWithoutResult(work::carryOut);
				work.succeeded();
			}
			catch (CannotCreateTransactionException ex) {
				gone = ex;
				work.failed(ex);
			}
			catch (RuntimeException | Error ex) {
				work.failed(ex);
			}
		}
	}

	int waiting() {
		return this.waiting.size();
	}

	@PreDestroy
	void close() {
		this.writer.shutdown();
	}

	private static final class Work<T extends @Nullable Object> {

		private final CompletableFuture<T> outcome = new CompletableFuture<>();

		private final TransactionCallback<T> action;

		private @Nullable T result;

		private boolean refused;

		Work(TransactionCallback<T> action) {
			this.action = action;
		}

		void carryOut(TransactionStatus status) {
			this.refused = true;
			this.result = this.action.doInTransaction(status);
			this.refused = false;
		}

		boolean wasRefused() {
			return this.refused;
		}

		void succeeded() {
			this.outcome.complete(this.result);
		}

		void failed(Throwable ex) {
			this.outcome.completeExceptionally(ex);
		}

		T await() {
			try {
				return this.outcome.join();
			}
			catch (CompletionException ex) {
				if (ex.getCause() instanceof Error error) {
					throw error;
				}
				throw (RuntimeException) ex.getCause();
			}
		}

	}

}
