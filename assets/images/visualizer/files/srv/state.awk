# Picks from Docker's JSON (one answer per call, `kind` says which) the fields that the page draws, and nothing else:
# a service's environment and labels never leave the node. Strings pass through as they came, still escaped.
BEGIN {
  RS = "\001" # in no JSON text: the answer is one record
  if (kind == "nodes")
    wish("ID:id Description.Hostname:name Status.Addr:address Spec.Role:role Spec.Availability:availability " \
      "Status.State:status ManagerStatus.Leader:leader ManagerStatus.Reachability:reachability " \
      "Description.Engine.EngineVersion:engine")
  if (kind == "services")
    wish("ID:id Spec.Name:name Spec.TaskTemplate.ContainerSpec.Image:image Spec.Mode.Replicated.Replicas:replicas " \
      "CreatedAt:createdAt UpdateStatus.State:update Endpoint.Ports.PublishedPort:port")
  if (kind == "tasks")
    wish("ID:id ServiceID:serviceId Slot:slot NodeID:nodeId Spec.ContainerSpec.Image:image Status.State:state " \
      "DesiredState:desired Status.Err:error Status.ContainerStatus.ContainerID:containerId Status.Timestamp:stateAt")
  if (kind == "message") wish("message:message")
}

{
  count = split($0, part, "\"")
  structure(part[1])
  for (i = 2; i <= count; i += 2) {
    text = part[i]
    while (endsEscaped(text) && i < count) text = text "\"" part[++i]
    if (!skipped) {
      if (expectsKey) key = text
      else value("\"" text "\"")
    }
    structure(part[i + 1])
  }
}

END { printf "%s", kind == "message" ? (message == "" ? "\"\"" : message) : "[" list "]" }

# Remembers the wished paths, and every object on the way to them.
function wish(list,    wishes, n, w, pair, steps, depthOf, s, path) {
  n = split(list, wishes, " ")
  for (w = 1; w <= n; w++) {
    split(wishes[w], pair, ":")
    field["." pair[1]] = pair[2]
    depthOf = split(pair[1], steps, ".")
    path = ""
    for (s = 1; s < depthOf; s++) way[path = path "." steps[s]] = 1
  }
  way[""] = 1
}

function endsEscaped(text,    length_, slashes) {
  length_ = length(text)
  while (substr(text, length_ - slashes, 1) == "\\") slashes++
  return slashes % 2
}

# What stands between two strings: brackets, commas, colons, numbers, true, false, null.
function structure(text,    n, c, character) {
  if (text == ":") { expectsKey = 0; return }
  if (text == ",") { expectsKey = isObject[depth]; return }
  n = length(text)
  for (c = 1; c <= n; c++) {
    character = substr(text, c, 1)
    if (character == ":") expectsKey = 0
    else if (character == ",") { literalEnds(); expectsKey = isObject[depth] }
    else if (character == "{" || character == "[") open(character == "{")
    else if (character == "}" || character == "]") { literalEnds(); close_() }
    else if (character ~ /[0-9a-zA-Z.+-]/) literal = literal character
  }
}

function open(opensObject,    parent) {
  parent = path[depth]
  if (isObject[depth]) parent = parent "." key
  path[++depth] = parent
  isObject[depth] = expectsKey = opensObject
  if (!skipped && !(parent in way)) skipped = depth
}

function close_() {
  if (skipped == depth) skipped = 0
  depth--
  expectsKey = 0
  if (depth == 1 && kind != "message") recordEnds()
}

function literalEnds() {
  if (literal != "" && !skipped && literal != "null") value(literal)
  literal = ""
}

function value(json,    name) {
  name = field[path[depth] "." key]
  if (name == "") return
  if (kind == "message") { message = json; return }
  if (name == "image") sub(/@sha256:[0-9a-f]+/, "", json)
  if (name == "containerId") json = substr(json, 1, 13) "\""
  if (name == "port") ports = ports (ports == "" ? "" : ",") json
  else record = record (record == "" ? "" : ",") "\"" name "\":" json
}

function recordEnds() {
  if (ports != "") record = record ",\"ports\":[" ports "]"
  list = list (list == "" ? "" : ",") "{" record "}"
  record = ports = ""
}
