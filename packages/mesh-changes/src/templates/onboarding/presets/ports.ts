import type { OnboardPort } from '../types';

const REQUESTS = ['http', 'http2', 'grpc'];

/** Whether proxies see requests at a port, and not connections alone. */
export const carriesRequests = ({ protocol }: { protocol: string }): boolean =>
  REQUESTS.includes(protocol);

/** The port that the pods listen at. */
export const podPort = ({ number, targetPort }: OnboardPort): number =>
  targetPort ?? number;

/** Names of ports, which begin with the protocol so that the mesh knows it. */
export const portNames = (ports: readonly OnboardPort[]): string[] =>
  ports.map(({ name, protocol, number }) => {
    if (name === undefined) {
      const isAlone =
        ports.filter(each => each.protocol === protocol).length === 1;
      return isAlone ? protocol : `${protocol}-${number}`;
    }
    return name === protocol || name.startsWith(`${protocol}-`)
      ? name
      : `${protocol}-${name}`;
  });
