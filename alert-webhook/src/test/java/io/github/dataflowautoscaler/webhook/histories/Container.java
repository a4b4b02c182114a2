package io.github.dataflowautoscaler.webhook.histories;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Wires the webhook's own classes as Spring does, by their constructors and annotations,
 * in a small part of the time: a history needs several, and there are a million.
 */
final class Container implements ApplicationEventPublisher {

	private static final String BASE = "io.github.dataflowautoscaler.webhook.";

	private static final Map<Class<?>, Blueprint> BLUEPRINTS = new ConcurrentHashMap<>();

	private final Map<Class<?>, Object> beans = new HashMap<>();

	private final Map<Class<?>, List<Listener>> listeners = new HashMap<>();

	private final List<Listener> starters = new ArrayList<>();

	/**
	 * Adds what is given from outside.
	 * @param type the type by which others ask for it
	 * @param bean the object
	 * @return this container
	 */
	<T> Container give(Class<T> type, T bean) {
		this.beans.put(type, bean);
		return this;
	}

	/**
	 * Creates an object of a class that only its package sees.
	 * @param name the class, below the webhook's package
	 * @param arguments the arguments of its only constructor; none: beans of their types
	 * @return the object, a bean from now on
	 */
	Object create(String name, Object... arguments) {
		Class<?> type = type(name);
		Blueprint blueprint = BLUEPRINTS.computeIfAbsent(type, Blueprint::of);
		Object bean = blueprint.create((arguments.length > 0) ? arguments : beans(blueprint.needs));
		this.beans.put(type, bean);
		for (Subscription subscription : blueprint.subscriptions) {
			Listener listener = new Listener(bean, subscription);
			if (subscription.event == ApplicationReadyEvent.class) {
				this.starters.add(listener);
			}
			else {
				List<Listener> same = this.listeners.computeIfAbsent(subscription.event, (key) -> new ArrayList<>());
				same.add(listener);
				same.sort(Comparator.comparingInt((one) -> one.subscription.order));
			}
		}
		return bean;
	}

	static Class<?> type(String name) {
		try {
			return Class.forName(BASE + name, true, Container.class.getClassLoader());
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Object[] beans(Class<?>[] types) {
		Object[] found = new Object[types.length];
		for (int i = 0; i < types.length; i++) {
			Object bean = this.beans.get(types[i]);
			if (bean == null) {
				throw new IllegalStateException("There is no " + types[i]);
			}
			found[i] = bean;
		}
		return found;
	}

	/**
	 * Finds a bean.
	 * @param type its type
	 * @return the bean
	 */
	<T> T get(Class<T> type) {
		return type.cast(this.beans.get(type));
	}

	/**
	 * Starts: tells those that wait for it, and names the regular tasks.
	 * @param scheduler gets each regular task and the pause between two of its runs
	 */
	void start(BiConsumer<Runnable, Duration> scheduler) {
		this.starters.forEach((listener) -> listener.call());
		this.beans.values()
			.stream()
			.filter((bean) -> BLUEPRINTS.containsKey(bean.getClass()))
			.sorted(Comparator.comparing((bean) -> bean.getClass().getName()))
			.forEach((bean) -> BLUEPRINTS.get(bean.getClass()).regular
				.forEach((task) -> scheduler.accept(() -> invoke(task.method, bean), task.pause)));
	}

	@Override
	public void publishEvent(Object event) {
		this.listeners.getOrDefault(event.getClass(), List.of()).forEach((listener) -> listener.call(event));
	}

	private static Object invoke(Method method, Object bean, Object... arguments) {
		try {
			return method.invoke(bean, arguments);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InvocationTargetException ex) {
			throw Thrown.unchecked(ex.getCause());
		}
	}

	private record Listener(Object bean, Subscription subscription) {

		void call(Object... event) {
			invoke(this.subscription.method, this.bean, event);
		}

	}

	private record Subscription(Class<?> event, Method method, int order) {
	}

	private record Regular(Method method, Duration pause) {
	}

	/**
	 * What is to be known of a class.
	 */
	private record Blueprint(Constructor<?> constructor, Class<?>[] needs, List<Subscription> subscriptions,
			List<Regular> regular) {

		static Blueprint of(Class<?> type) {
			Constructor<?> constructor = type.getDeclaredConstructors()[0];
			constructor.setAccessible(true);
			List<Subscription> subscriptions = new ArrayList<>();
			List<Regular> regular = new ArrayList<>();
			for (Method method : type.getDeclaredMethods()) {
				EventListener listens = method.getAnnotation(EventListener.class);
				Scheduled scheduled = method.getAnnotation(Scheduled.class);
				if (listens != null) {
					method.setAccessible(true);
					Order order = method.getAnnotation(Order.class);
					subscriptions.add(new Subscription(
							(method.getParameterCount() > 0) ? method.getParameterTypes()[0] : listens.value()[0],
							method, (order != null) ? order.value() : Integer.MAX_VALUE));
				}
				if (scheduled != null) {
					method.setAccessible(true);
					regular.add(new Regular(method, pause(scheduled.fixedDelayString())));
				}
			}
			subscriptions.sort(Comparator.comparing((subscription) -> subscription.method.toString()));
			return new Blueprint(constructor, constructor.getParameterTypes(), subscriptions, regular);
		}

		/** Either a duration, or a property with a default. */
		private static Duration pause(String text) {
			return text.startsWith("$") ? World.POLL_INTERVAL : Duration.parse(text);
		}

		Object create(Object[] arguments) {
			try {
				return this.constructor.newInstance(arguments);
			}
			catch (InvocationTargetException ex) {
				throw Thrown.unchecked(ex.getCause());
			}
			catch (ReflectiveOperationException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
