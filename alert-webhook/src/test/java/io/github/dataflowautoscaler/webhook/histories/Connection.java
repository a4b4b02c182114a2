package io.github.dataflowautoscaler.webhook.histories;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;

import io.github.dataflowautoscaler.webhook.leadership.Lease;

import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The database as a replica reaches it.
 *
 * @param replica the replica
 * @param world where
 */
record Connection(Replica replica, World world) implements TransactionOperations {

	@Override
	@SuppressWarnings("unchecked")
	public <T> T execute(TransactionCallback<T> action) {
		return (T) transaction(Point.TRANSACTION, () -> action.doInTransaction(new SimpleTransactionStatus()));
	}

	private Object transaction(Point point, Supplier<Object> work) {
		if (this.world.database.isOpen()) {
			return work.get();
		}
		return this.replica.reach(point, () -> {
			if (this.world.isDown(Server.DATABASE)) {
				throw new TransientDataAccessResourceException("The database is down");
			}
			return this.world.database.atomically(this.replica, work);
		}, () -> new TransientDataAccessResourceException("The connection to the database is broken"));
	}

	/**
	 * Has the statements of a repository be this replica's: each in the transaction that
	 * is open, or else in one of its own.
	 * @param type the repository's interface
	 * @param repository the repository
	 * @return the repository as the replica reaches it
	 */
	<T> T connected(Class<T> type, T repository) {
		InvocationHandler handler = (proxy, method, arguments) -> {
			if (method.getName().equals("take")) {
				this.replica.holds((String) arguments[1]);
			}
			return transaction(point(method), () -> call(repository, method, arguments));
		};
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler));
	}

	private static Point point(Method method) {
		if (method.getDeclaringClass() == Lease.class) {
			return switch (method.getName()) {
				case "read" -> Point.READ_LEASE;
				case "take" -> Point.TAKE_LEASE;
				default -> Point.RENEW_LEASE;
			};
		}
		return method.getName().startsWith("find") ? Point.READ : Point.WRITE;
	}

	private static Object call(Object target, Method method, Object[] arguments) {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw Thrown.unchecked(ex.getCause());
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
