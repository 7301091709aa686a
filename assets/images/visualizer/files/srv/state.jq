# From Docker's answers (nodes, services, tasks; slurped) the fields that the page draws, and nothing else: a service's
# environment and labels never leave the node.
def known: with_entries(select(.value != null and .value != ""));
def tag: if . then sub("@sha256:[0-9a-f]+"; "") else null end;

{
  nodes: [(.[0] // [])[] | {
    id: .ID,
    name: .Description.Hostname,
    address: .Status.Addr,
    role: .Spec.Role,
    availability: .Spec.Availability,
    status: .Status.State,
    leader: .ManagerStatus.Leader,
    reachability: .ManagerStatus.Reachability,
    engine: .Description.Engine.EngineVersion
  } | known],
  services: [(.[1] // [])[] | {
    id: .ID,
    name: .Spec.Name,
    image: (.Spec.TaskTemplate.ContainerSpec.Image | tag),
    replicas: .Spec.Mode.Replicated.Replicas,
    createdAt: .CreatedAt,
    update: .UpdateStatus.State,
    ports: (.Endpoint.Ports | if . then map(.PublishedPort) else null end)
  } | known],
  tasks: [(.[2] // [])[] | {
    id: .ID,
    serviceId: .ServiceID,
    slot: .Slot,
    nodeId: .NodeID,
    image: (.Spec.ContainerSpec.Image | tag),
    state: .Status.State,
    desired: .DesiredState,
    error: .Status.Err,
    containerId: ((.Status.ContainerStatus.ContainerID // "")[:12]),
    stateAt: .Status.Timestamp
  } | known]
}
