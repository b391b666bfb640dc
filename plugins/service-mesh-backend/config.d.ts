import type { HumanDuration } from '@backstage/types';

export interface Config {
  /** Service meshes that the portal shows. */
  serviceMesh?: {
    /** In the order in which they are shown. */
    environments: {
      /** Name in URLs, a DNS label. */
      name: string;
      title?: string;
      /** Mesh that the environment belongs to; environments of one mesh are shown together. */
      mesh?: string;
      /** Name of a cluster of `kubernetes.clusterLocatorMethods`. */
      cluster?: string;
      /** Folder of manifests to read instead of a cluster: a kustomization or plain YAML; relative to the working directory. */
      manifests?: string;
      /** Namespaces of the cluster that are this environment; all when absent. */
      namespaces?: string[];
      /** Namespaces that the environment shares with others; the root namespace of the mesh when absent. */
      sharedNamespaces?: string[];
      /** Whom to ask for access, by entity reference. */
      contact?: string;
      /** A server with Prometheus's HTTP API. */
      prometheus?: {
        url: string;
        /**
         * Headers of every request, such as a tenant or a token.
         * @deepVisibility secret
         */
        headers?: { [name: string]: string };
        /** Labels that every series of this environment has. */
        matchers?: { [label: string]: string };
        /** How long to wait for an answer; 15 seconds when absent. */
        timeout?: HumanDuration | string;
      };
      /** Git repository that declares the environment; that of its Argo CD Application when absent. */
      repository?: {
        /** Page of the repository; its host must be one of `integrations`. */
        url?: string;
        /** Branch that pull requests are for; the default branch when absent. */
        branch?: string;
        /** Folder of a kustomization or of plain manifests; the root when absent. */
        path?: string;
        /** Whether a time-boxed change takes itself back by merging; otherwise its end is proposed. */
        autoMerge?: boolean;
        /** Values that a Helm chart fills fields of objects with. */
        helm?: {
          object: {
            apiVersion: string;
            kind: string;
            namespace?: string;
            name: string;
          };
          /** Path inside the object, such as `spec.mtls.mode`. */
          field: string;
          /** File of values, from the root of the repository. */
          file: string;
          /** Path inside the values. */
          value: string;
        }[];
      };
      /** Links on the page of a service; `${namespace}`, `${service}` and `${environment}` are filled in. */
      links?: { title: string; url: string }[];
    }[];
    /** When a service counts as degraded or failing. */
    thresholds?: {
      /** Share of failed requests; 0.01 when absent. */
      degradedErrorShare?: number;
      /** Share of failed requests; 0.05 when absent. */
      failingErrorShare?: number;
      /** Requests in the window below which no share is judged; 20 when absent. */
      minimumRequests?: number;
    };
    /** A certificate that expires sooner needs somebody; 6 hours when absent. */
    certificateWarning?: HumanDuration | string;
  };
}
