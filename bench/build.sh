# What bench/run and bench/load share: finding Java, and building quietly. Sourced with $project set.

build_log=$project/bench/target/build.log

fail() {
	echo "bench/$(basename "$0"): $*" >&2
	exit 1
}

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
type -P "$java" >/dev/null || fail "Java is missing. Install a JDK 17 or later, or set JAVA_HOME."

# Maven's own words are of interest only if it fails.
build() {
	mkdir -p "$(dirname "$build_log")"
	(cd "$project" && ./mvnw -B -ntp -q -DskipTests -Dexec.skip -pl bench -am package) >"$build_log" 2>&1 </dev/null ||
		{
			grep '^\[ERROR\]' "$build_log" | head -n 20 >&2 || true
			fail "the build failed; see $build_log"
		}
}
