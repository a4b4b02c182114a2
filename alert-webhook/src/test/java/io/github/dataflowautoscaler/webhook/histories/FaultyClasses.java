package io.github.dataflowautoscaler.webhook.histories;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * All classes of the webhook and of the histories once more, one of them with a fault.
 */
final class FaultyClasses extends ClassLoader {

	private static final String BASE = "io.github.dataflowautoscaler.webhook.";

	private final Map<String, byte[]> compiled = new HashMap<>();

	/**
	 * Compiles the class with the fault.
	 * @param fault the fault
	 */
	FaultyClasses(PlantedFault fault) throws IOException {
		super(FaultyClasses.class.getClassLoader());
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		String name = BASE + fault.file().replace(".java", "").replace('/', '.');
		StringWriter errors = new StringWriter();
		try (JavaFileManager files = new InMemory(compiler.getStandardFileManager(null, null, null))) {
			List<String> options = List.of("-proc:none", "-nowarn", "-classpath",
					System.getProperty("java.class.path"));
			boolean compiles = compiler
				.getTask(errors, files, null, options, null, List.of(new Source(name, fault.source())))
				.call();
			if (!compiles) {
				throw new IllegalStateException(errors.toString());
			}
		}
	}

	/**
	 * Looks for a history in which the fault breaks a promise.
	 * @param from the first seed
	 * @param count how many seeds
	 * @param nanos the longest time to look for
	 * @return the seed, empty if none was found
	 */
	@SuppressWarnings("unchecked")
	Optional<Long> firstBroken(long from, long count, long nanos) throws ReflectiveOperationException {
		return (Optional<Long>) histories().getMethod("firstBroken", long.class, long.class, long.class)
			.invoke(null, from, count, nanos);
	}

	/**
	 * Tells a history.
	 * @param seed its seed
	 * @return the shortest one that breaks the same promise
	 */
	String tell(long seed) throws ReflectiveOperationException {
		try {
			return (String) histories().getMethod("tell", long.class).invoke(null, seed);
		}
		catch (InvocationTargetException ex) {
			throw Thrown.unchecked(ex.getCause());
		}
	}

	private Class<?> histories() throws ClassNotFoundException {
		return loadClass(Histories.class.getName());
	}

	@Override
	protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
		if (!name.startsWith(BASE)) {
			return super.loadClass(name, resolve);
		}
		synchronized (getClassLoadingLock(name)) {
			Class<?> loaded = findLoadedClass(name);
			return (loaded != null) ? loaded : define(name);
		}
	}

	private Class<?> define(String name) throws ClassNotFoundException {
		byte[] bytes = this.compiled.get(name);
		if (bytes == null) {
			try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
				if (in == null) {
					throw new ClassNotFoundException(name);
				}
				bytes = in.readAllBytes();
			}
			catch (IOException ex) {
				throw new ClassNotFoundException(name, ex);
			}
		}
		return defineClass(name, bytes, 0, bytes.length);
	}

	private final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {

		InMemory(JavaFileManager files) {
			super(files);
		}

		@Override
		public JavaFileObject getJavaFileForOutput(Location location, String className, JavaFileObject.Kind kind,
				FileObject sibling) {
			return new SimpleJavaFileObject(URI.create("memory:///" + className), kind) {

				@Override
				public OutputStream openOutputStream() {
					return new ByteArrayOutputStream() {

						@Override
						public void close() {
							FaultyClasses.this.compiled.put(className, toByteArray());
						}

					};
				}

			};
		}

	}

	private static final class Source extends SimpleJavaFileObject {

		private final String text;

		Source(String name, String text) {
			super(URI.create("memory:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
			this.text = text;
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.text;
		}

	}

}
