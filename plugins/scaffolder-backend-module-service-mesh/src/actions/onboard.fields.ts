import type { z } from 'zod/v3';

type Zod = typeof z;

const port = (zod: Zod) => zod.number().int().min(1).max(65535);

export const callers = (zod: Zod) =>
  zod
    .array(
      zod
        .object({
          namespace: zod.string().describe('Where the caller runs'),
          serviceAccount: zod.string().describe('Account that its pods run as'),
          methods: zod.array(zod.string()).optional(),
          paths: zod.array(zod.string()).optional(),
        })
        .strict(),
    )
    .optional()
    .describe('Who may call the service; nobody when left out');

export const dependencies = (zod: Zod) =>
  zod
    .array(
      zod
        .object({
          namespace: zod.string().optional(),
          service: zod.string().optional(),
          host: zod
            .string()
            .optional()
            .describe('A host, in the place of namespace and service'),
          port: port(zod),
          methods: zod.array(zod.string()).optional(),
          paths: zod.array(zod.string()).optional(),
        })
        .strict(),
    )
    .optional()
    .describe('Services of the mesh that it calls; it is let in there');

export const dataStores = (zod: Zod) =>
  zod
    .array(
      zod
        .object({
          kind: zod.enum(['postgresql', 'redis', 'kafka']),
          namespace: zod.string(),
          service: zod
            .string()
            .optional()
            .describe('Left out, the one that is named as the kind'),
          port: port(zod),
        })
        .strict(),
    )
    .optional()
    .describe('Databases, caches and queues; it is let in there');

export const externalApis = (zod: Zod) =>
  zod
    .array(
      zod
        .object({
          host: zod.string(),
          port: port(zod),
          throughEgress: zod.boolean().optional(),
        })
        .strict(),
    )
    .optional()
    .describe('Hosts outside the mesh that it calls');

/** The parameters of the change template, by their names there. */
export const onboardFields = {
  namespace: (zod: Zod) => zod.string().describe('Where the service runs'),
  service: (zod: Zod) => zod.string().describe('Name of the service'),
  createNamespace: (zod: Zod) =>
    zod
      .boolean()
      .optional()
      .describe('Make the namespace where it does not exist'),
  tier: (zod: Zod) =>
    zod
      .enum(['standard', 'internal', 'pci', 'external-facing'])
      .describe('How the service is treated'),
  runtime: (zod: Zod) =>
    zod
      .enum(['spring-boot', 'node', 'go', 'tcp'])
      .describe('What it is written in; tcp for what speaks no HTTP'),
  image: (zod: Zod) =>
    zod
      .string()
      .optional()
      .describe('Image of the container, where the service does not run yet'),
  workload: (zod: Zod) =>
    zod
      .string()
      .optional()
      .describe('What runs the service already; found when left out'),
  managementPort: (zod: Zod) =>
    port(zod)
      .optional()
      .describe('Port of the actuator of Spring Boot; 8081 when left out'),
  probes: (zod: Zod) =>
    zod
      .object({ readiness: zod.string(), liveness: zod.string() })
      .strict()
      .optional()
      .describe('Paths of the probes, where they are not those of the runtime'),
  ports: (zod: Zod) =>
    zod
      .array(
        zod
          .object({
            protocol: zod.enum([
              'http',
              'http2',
              'grpc',
              'https',
              'tls',
              'tcp',
            ]),
            number: port(zod),
            targetPort: port(zod).optional(),
            name: zod.string().optional(),
          })
          .strict(),
      )
      .describe('Ports at which it is called'),
  callers,
  dependencies,
  dataStores,
  externalApis,
  ownServiceAccount: (zod: Zod) =>
    zod
      .boolean()
      .optional()
      .describe(
        'Give what runs already a service account of its own, where others have the same',
      ),
  ingress: (zod: Zod) =>
    zod
      .object({
        host: zod.string(),
        paths: zod.array(zod.string()).optional(),
      })
      .strict()
      .optional()
      .describe(
        'Host and paths by which it is called from outside; tier external-facing only',
      ),
  replicas: (zod: Zod) =>
    zod
      .object({ min: zod.number().int(), max: zod.number().int() })
      .strict()
      .optional()
      .describe('How many pods there are; 2 to 6 when left out'),
};
