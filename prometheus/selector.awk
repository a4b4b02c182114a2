# Makes the rules those of one installation. With selector='namespace="prod"'
# - every vector selector of an expression gets the matcher, also those of recorded series
# - every list after "by" and "on" gets the label, so that results keep it and match what was recorded with it
# - every rule sets the label, so that it is seen whose rule it is
# - every group's name ends with the value: some stores of rules want each name once
#
# It reads PromQL word by word: a word is the name of a series unless it is in braces, in the list of a modifier, a
# keyword, or a function. What is not written as in alert.rules.yml, such as an expression in quotes, it does not know.

BEGIN {
	split("and or unless bool offset atan2 inf nan sum min max avg group count stddev stdvar topk bottomk quantile count_values", list, " ")
	for (i in list) {
		keyword[list[i]] = 1
	}
	split("alertname alertstate application_name instance job scale sender severity stream_name", list, " ")
	for (i in list) {
		taken[list[i]] = 1
	}
	count = split(selector, pairs, /, */)
	for (i = 1; i <= count; i++) {
		add(pairs[i])
	}
}

# An expression in the lines below its key ends where one is indented no more than the key.
deep && /[^ ]/ && indent($0) <= deep - 1 { deep = 0 }
deep {
	print expression($0)
	next
}
/^ *expr: \|$/ {
	deep = indent($0) + 1
	print
	next
}
/^ *expr: / {
	match($0, /^ *expr: /)
	print substr($0, 1, RLENGTH) expression(substr($0, RLENGTH + 1))
	next
}

/^ *- name: / { $0 = $0 values }
/^ *- record: / { $0 = $0 "\n        labels:" labels }
/^ *labels:$/ { $0 = $0 labels }
# A description asks for the series of its application with `{stream_name=…}`.
/printf `\{/ { sub(/`\{/, "`{" matchers ", ") }
{ print }

function add(pair,    name, value) {
	name = substr(pair, 1, index(pair, "=") - 1)
	value = substr(pair, length(name) + 2)
	if (name !~ /^[a-zA-Z][a-zA-Z0-9_]*$/ || value !~ /^"[a-zA-Z0-9._:\/@-]+"$/) {
		fail("the selector is '" selector "'; it must be label=\"value\" pairs such as namespace=\"prod\", separated by commas")
	}
	if (name in taken) {
		fail("the label " name " can't be in the selector, because it has a meaning of its own")
	}
	taken[name] = 1
	names = names (names ? ", " : "") name
	matchers = matchers (matchers ? ", " : "") pair
	labels = labels "\n          " name ": " value
	values = values "-" substr(value, 2, length(value) - 2)
}

function expression(text,    out, word) {
	while (match(text, /^#.*/) || match(text, /^"([^"\\]|\\.)*"/) || match(text, /^\[[^\]]*\]/) || match(text, /^[0-9][0-9a-zA-Z.]*/) || match(text, /^[a-zA-Z_:][a-zA-Z0-9_:]*/) || match(text, /^./)) {
		word = substr(text, 1, RLENGTH)
		text = substr(text, RLENGTH + 1)
		out = out with_selector(word, text)
	}
	return out
}

function with_selector(word, rest) {
	if (word == "{") {
		in_braces = 1
		return "{" matchers (rest ~ /^ *\}/ ? "" : ", ")
	}
	if (word == "}") {
		in_braces = 0
	}
	else if (word == "(" && modifier) {
		in_list = 1
		word = modifier ~ /^(by|on)$/ ? "(" names (rest ~ /^ *\)/ ? "" : ", ") : word
	}
	else if (word == ")") {
		in_list = 0
	}
	else if (word ~ /^[a-zA-Z_:]/ && !in_braces && !in_list) {
		modifier = tolower(word) ~ /^(by|on|without|ignoring|group_left|group_right)$/ ? tolower(word) : ""
		if (!modifier && !(tolower(word) in keyword) && rest !~ /^ *[({]/) {
			word = word "{" matchers "}"
		}
		return word
	}
	if (word != " ") {
		modifier = ""
	}
	return word
}

function indent(text) {
	match(text, /^ */)
	return RLENGTH
}

function fail(what) {
	print "generate-rules: " what > "/dev/stderr"
	exit 2
}
