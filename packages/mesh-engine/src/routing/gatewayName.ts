/** `mesh`, or `namespace/name` of a gateway that an object of a namespace names in any of Istio's ways. */
export function fullGatewayName(gateway: string, namespace: string): string {
  if (gateway === 'mesh') {
    return gateway;
  }
  const slash = gateway.indexOf('/');
  if (slash >= 0) {
    return gateway.slice(0, slash) === '.'
      ? `${namespace}${gateway.slice(slash)}`
      : gateway;
  }
  const [name, owner] = gateway.split('.');
  return `${owner ?? namespace}/${name}`;
}
