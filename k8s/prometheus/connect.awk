# Adds to a Prometheus configuration what the autoscaler needs: the rules, the Alertmanager, the job for the webhook, and
# with -v pods=1 the job for the Pods of streams in -v namespace. What is there stays as it is. What is added stands between two comments,
# so that the next run replaces it, and -v remove=1 takes it away.
#
# It works on the text, because nothing that understands YAML can be expected to be where kubectl is. It understands lists
# below their key, indented or not, and empty ones; anything else is an error with status 3, not a guess.

BEGIN {
	begin_mark = "# dataflow-autoscaler: begin"
	end_mark = "# dataflow-autoscaler: end"
}

index($0, begin_mark) { ours = 1 }
!ours { line[++count] = $0 }
index($0, end_mark) { ours = 0 }

END {
	if (ours) {
		fail("\"" begin_mark "\" without an end")
	}
	if (!remove && !failed) {
		add_to_list("rule_files", find("rule_files", 1), 2, rules())
		add_alertmanager()
		add_to_list("scrape_configs", find("scrape_configs", 1), 2, webhook() (pods ? stream_applications() : ""))
	}
	if (failed) {
		exit 3
	}
	for (i = 1; i <= count; i++) {
		print line[i]
		printf "%s", after[i]
	}
	printf "%s", after[count + 1]
}

function rules() {
	return "- /etc/autoscale/*.rules.yml\n"
}

function alertmanager() {
	return "- static_configs:\n" \
		"    - targets: ['autoscale-alertmanager:9093']\n"
}

# By name for every replica: what each one counts is its own.
function webhook() {
	return "- job_name: autoscale-webhook\n" \
		"  scrape_interval: 15s\n" \
		"  metrics_path: /actuator/prometheus\n" \
		"  basic_auth:\n" \
		"    username: prometheus\n" \
		"    password_file: /etc/autoscale/prometheus-password\n" \
		"  dns_sd_configs:\n" \
		"    - names: [alert-webhook-replicas]\n" \
		"      type: A\n" \
		"      port: 8085\n" \
		"      refresh_interval: 10s\n"
}

# The Pods that Data Flow has labelled and that an annotation marks. An init container's port is not theirs.
function stream_applications() {
	return "- job_name: stream-applications\n" \
		"  scrape_interval: 15s\n" \
		"  kubernetes_sd_configs:\n" \
		"    - role: pod\n" \
		"      namespaces:\n" \
		"        names: [" namespace "]\n" \
		"  relabel_configs:\n" \
		"    - source_labels: [__meta_kubernetes_pod_label_role, __meta_kubernetes_pod_annotation_prometheus_io_scrape]\n" \
		"      action: keep\n" \
		"      regex: spring-app;true\n" \
		"    - source_labels: [__meta_kubernetes_pod_container_init]\n" \
		"      action: drop\n" \
		"      regex: \"true\"\n" \
		"    - source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_path]\n" \
		"      regex: (.+)\n" \
		"      target_label: __metrics_path__\n" \
		"    - source_labels: [__meta_kubernetes_pod_ip, __meta_kubernetes_pod_annotation_prometheus_io_port]\n" \
		"      separator: \":\"\n" \
		"      target_label: __address__\n"
}

function add_alertmanager(    top, key) {
	top = find("alerting", 1)
	if (top && value(top) == "{}") {
		line[top] = "alerting:"
	}
	if (top && value(top) != "") {
		fail("alerting is written on one line: " line[top])
		return
	}
	key = top ? find(" +alertmanagers", top + 1) : 0
	if (key) {
		add_to_list("", key, indent(key) + 2, alertmanager())
	}
	else {
		insert(top ? top : count + 1, 0, (top ? "" : "alerting:\n") "  alertmanagers:\n" shifted(alertmanager(), 4))
	}
}

# Adds items to the list of the key in a line; with line 0 the key is missing and is added as well.
function add_to_list(name, key, deep, items,    first) {
	if (!key) {
		insert(count + 1, 0, name ":\n" shifted(items, deep))
		return
	}
	if (value(key) == "[]") {
		sub(/:.*/, ":", line[key])
	}
	first = key + 1
	while (first <= count && line[first] ~ /^[ \t]*(#.*)?$/) {
		first++
	}
	if (value(key) != "") {
		fail("a list is written on one line: " line[key])
	}
	else if (first <= count && line[first] ~ /^ *- / && indent(first) >= indent(key)) {
		insert(key, indent(first), items)
	}
	else if (first > count || indent(first) <= indent(key)) {
		insert(key, deep, items)
	}
	else {
		fail("not a list: " line[key])
	}
}

# The line of a key: of a top-level one, or, with spaces in the pattern, of one in the section that begins there.
function find(pattern, from,    i) {
	for (i = from; i <= count; i++) {
		if (line[i] ~ "^" pattern ":") {
			return i
		}
		if (pattern ~ /^ / && line[i] ~ /^[a-z]/) {
			return 0
		}
	}
	return 0
}

function value(number,    text) {
	text = line[number]
	sub(/^[^:]*:[ \t]*/, "", text)
	sub(/[ \t]*(#.*)?$/, "", text)
	return text
}

function indent(number) {
	match(line[number], /^ */)
	return RLENGTH
}

function insert(number, deep, text) {
	after[number] = after[number] spaces(deep) begin_mark "\n" shifted(text, deep) spaces(deep) end_mark "\n"
}

function shifted(text, deep) {
	text = spaces(deep) text
	gsub(/\n/, "\n" spaces(deep), text)
	return substr(text, 1, length(text) - deep)
}

function spaces(number) {
	return sprintf("%" number "s", "")
}

function fail(what) {
	print "connect-prometheus: " what > "/dev/stderr"
	failed = 1
}
