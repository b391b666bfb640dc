/** Ports that a sidecar takes in the pod. */
const OF_SIDECAR = [
  15000, 15001, 15002, 15004, 15006, 15008, 15009, 15020, 15021, 15053, 15090,
];

/** Ports that ztunnel takes in the network of the pod. */
const OF_ZTUNNEL = [15001, 15006, 15008, 15053];

export const PROXY_PORTS = { sidecar: OF_SIDECAR, ambient: OF_ZTUNNEL };
