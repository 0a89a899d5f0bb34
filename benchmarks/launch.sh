# What the scripts beside it have in common; they source it. It ends them where nothing is built, and goes to
# the project's folder.
#
# $java        the JVM to start
# $classpath   the benchmarks, and all of Weir
# $in_job      its options for benchmarks that run a Flink job in it, of which none has a space

home=$(cd "$(dirname "$0")/.." && pwd)
jar="$home/benchmarks/target/benchmarks.jar"
lib="$home/job/target/distribution/lib"
if [ ! -f "$jar" ] || [ ! -d "$lib" ]; then
    echo "$(basename "$0"): not built: ./mvnw -pl benchmarks -am package -DskipTests" >&2
    exit 1
fi
if [ -n "${JAVA_HOME:-}" ]; then
    java="$JAVA_HOME/bin/java"
else
    java=java
fi
cd "$home"
classpath="$jar:$lib/*"
# Flink reads fields of JDK classes by reflection; these are the openings that its own scripts give.
in_job="-Dlog4j2.configurationFile=job/src/main/launcher/log4j2.properties"
for package in lang net io nio text time util util.concurrent util.concurrent.atomic util.concurrent.locks; do
    in_job="$in_job --add-opens=java.base/java.$package=ALL-UNNAMED"
done
