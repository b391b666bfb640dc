// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
/** The paths of openapi.yaml. @public */
export interface paths {
    "/v1/environments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All configured environments, with the worst status of each */
        get: operations["ListEnvironments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/environments/{name}/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is wrong now and where, worst first */
        get: operations["GetOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/environments/{name}/topology": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who calls whom, with rates, errors, latency and encryption */
        get: operations["GetTopology"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/environments/{name}/latency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Latency percentiles of up to 50 services, for what is on screen */
        get: operations["GetLatency"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/environments/{name}/mtls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Per service and port, the mTLS mode that is configured and the plaintext that is observed */
        get: operations["GetMtls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/environments/{name}/canaries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every service with more than one version in its routes, or a Rollout or a Flagger Canary */
        get: operations["ListCanaries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/environments/{name}/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All services of the environment */
        get: operations["ListServices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/environments/{name}/entities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Entities of the catalog that run in the environment, and as what */
        get: operations["ListEntities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/environments/{name}/services/{namespace}/{service}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything about one service */
        get: operations["GetService"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/environments/{name}/services/{namespace}/{service}/onboarding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a service is on its way into the mesh, step by step */
        get: operations["GetOnboarding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/environments/{name}/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who may call whom by AuthorizationPolicies, and who was seen to */
        get: operations["GetAccess"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/environments/{name}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is wrong with the resources, told from them alone */
        get: operations["ListFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/environments/{name}/readiness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which workloads of applications are in the mesh, and how ready each is for a proxy */
        get: operations["ListReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/environments/{name}/workloads/{namespace}/{kind}/{workload}/readiness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that is looked at before one workload gets a proxy, with the change that mends it */
        get: operations["GetReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/environments/{name}/object": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One object as YAML, with what is wrong with it */
        get: operations["GetObject"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/environments/{name}/catalog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the catalog declares beside what the environment has and was seen to do */
        get: operations["GetCatalogReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dependencies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one entity declares to need beside what its services were seen to call, in every environment that the caller may read */
        get: operations["GetDependencies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/change-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Changes that may be asked for, with the schema of their parameters */
        get: operations["ListChangeTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/environments/{name}/changes/form": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a form begins with and may offer; writes nothing */
        post: operations["GetChangeForm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/environments/{name}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Shows what a change would do; with dryRun false, proposes it as a pull request too */
        post: operations["ProposeChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Changes of the environments that the caller may read, newest first */
        get: operations["ListChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/changes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One change with its way so far */
        get: operations["GetChange"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/changes/{id}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Goes on with a change; with dryRun, only shows what a revert or a new proposal would do */
        post: operations["ActOnChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
/** The components of openapi.yaml. @public */
export interface components {
    schemas: {
        /**
         * unknown means that no telemetry or no readiness could be read; idle means that nothing called it in the window
         *
         */
        Health: "ok" | "degraded" | "failing" | "idle" | "unknown";
        SourceState: {
            /** */
            state: "live" | "stale" | "unavailable";
            /**
             * Format: date-time
             * Time of the newest data
             */
            observedAt?: string;
            /**
             * Format: date-time
             * Since when the source has not answered
             */
            since?: string;
            /** Why it is not live */
            reason?: string;
            /** Kinds that the portal may not read, such as peerauthentications.security.istio.io; what they decide is unknown */
            unreadable?: string[];
        };
        Sources: {
            kubernetes: components["schemas"]["SourceState"];
            telemetry: components["schemas"]["SourceState"];
            /** Present when it was asked; without it owners, systems and links to entities are missing */
            catalog?: components["schemas"]["SourceState"];
            /** Version of the resource snapshot that was asked */
            snapshotVersion?: number;
        };
        ObjectRef: {
            apiVersion: string;
            kind: string;
            namespace?: string;
            name: string;
        };
        /** One object that decided an answer, and how */
        Because: {
            object?: components["schemas"]["ObjectRef"];
            /** Path inside the object, such as spec.mtls.mode */
            field?: string;
            /** One sentence */
            says: string;
            /** The PromQL query when the decision came from telemetry */
            query?: string;
            /** Line in the manifest file where known */
            line?: number;
            file?: string;
        };
        Point: {
            /** Format: date-time */
            at: string;
            value: number | null;
        };
        CatalogEntity: {
            /** Entity reference, such as component:default/order-service */
            ref: string;
            title?: string;
            /** Entity reference of the system */
            system?: string;
            /** Entity reference of the owner */
            owner?: string;
        };
        PlacedEntity: {
            /** Entity reference */
            ref: string;
            services: components["schemas"]["EntityService"][];
        };
        /** A service that an entity is, as callers dial it and as it calls others */
        EntityService: {
            namespace: string;
            name: string;
            /** */
            kind: "service" | "external";
            host: string;
            ports: {
                number: number;
                name?: string;
                protocol: string;
            }[];
            accounts: {
                serviceAccount: string;
                /** Null for pods without a proxy of the mesh */
                identity: string | null;
            }[];
        };
        Environment: {
            name: string;
            title: string;
            /** The mesh it belongs to, such as EcoTrack */
            mesh: string;
            cluster?: string;
            /** Present when the environment is only some namespaces of its cluster */
            namespaces?: string[];
            /** Whether the caller may read this environment */
            readable: boolean;
            /** Why it may not be read and who may */
            denied?: string;
            status: components["schemas"]["Health"];
            /** Number of things that need somebody; 0 when not readable */
            attention: number;
            sources?: components["schemas"]["Sources"];
        };
        Problem: {
            /** Stable for the same problem on the same subject */
            id: string;
            /** */
            severity: "critical" | "warning" | "info";
            /** */
            kind: "failing-service" | "plaintext" | "certificate" | "canary" | "control-plane" | "sidecar" | "alert" | "finding" | "source";
            subject?: {
                /** */
                kind: "service" | "workload" | "canary" | "certificate" | "component" | "object" | "source";
                namespace?: string;
                name: string;
            };
            /** The subject, such as payment-service */
            title: string;
            /** One sentence with figures, such as errors 4.1 % (usually 0.2 %) */
            detail: string;
            /** Format: date-time */
            since?: string;
            because: components["schemas"]["Because"][];
        };
        Alert: {
            name: string;
            severity: string;
            summary?: string;
            /** Format: date-time */
            since?: string;
            /** namespace/name when the labels name a service or workload of the mesh */
            service?: string;
            labels: {
                [key: string]: string;
            };
        };
        /** A part of the control plane or a gateway */
        Component: {
            name: string;
            namespace: string;
            /** */
            role: "istiod" | "ingress-gateway" | "egress-gateway" | "edge" | "other";
            version?: string | null;
            revision?: string | null;
            ready?: number;
            desired?: number;
            zones?: string[];
            health: components["schemas"]["Health"];
            because: components["schemas"]["Because"][];
        };
        Overview: {
            environment: string;
            window: string;
            /** The first line of the page */
            answer: string;
            problems: components["schemas"]["Problem"][];
            services: {
                total: number;
                ok: number;
                degraded: number;
                failing: number;
                idle: number;
                unknown: number;
            };
            requests: {
                rate: number | null;
                errorShare: number | null;
                /** Last hour */
                rateSeries: components["schemas"]["Point"][];
                /** Last hour */
                errorSeries: components["schemas"]["Point"][];
            };
            encryption: components["schemas"]["EncryptionTotals"];
            certificates: {
                next?: components["schemas"]["Certificate"];
                /** Number that will expire within the warning period of the configuration */
                expiring: number;
                /** Workloads whose expiry no source tells */
                unknown: number;
            };
            canaries: {
                running: number;
                trouble: number;
            };
            controlPlane: components["schemas"]["Component"][];
            alerts: components["schemas"]["Alert"][];
            /** What changed in the last 24 hours, newest first */
            changes: components["schemas"]["ObjectChange"][];
            findings: {
                error: number;
                warning: number;
                info: number;
                /** Those that somebody accepts; they are in no other number */
                accepted: number;
            };
            /** Catalog entities that say they run in this environment and that no service matches */
            unmatchedEntities: components["schemas"]["CatalogEntity"][];
            sources: components["schemas"]["Sources"];
        };
        /** A workload or an object of the mesh was made, changed or removed */
        ObjectChange: {
            /** Format: date-time */
            at: string;
            /** */
            action: "created" | "changed" | "removed";
            object: components["schemas"]["ObjectRef"];
            /** One sentence */
            says: string;
        };
        /** Who may call a port of a workload; of HTTP requests nothing but the caller is known */
        AccessRow: {
            namespace: string;
            workload: string;
            /** Whether clients outside the mesh are meant to call it */
            isEntry?: boolean;
            /** Of the pod */
            port: number | null;
            protocol: string | null;
            /**
             * anyone, also from outside the mesh; mesh, every workload of it; some; nobody; unknown when it depends on the request whether anybody outside gets in
             *
             */
            openness: "anyone" | "mesh" | "some" | "nobody" | "unknown";
            policies: components["schemas"]["ObjectRef"][];
            access: components["schemas"]["Access"][];
        };
        Access: {
            /** Such as order-service in shop */
            callers: string;
            /** Empty for callers outside the mesh, and for all that no other entry names */
            workloads: components["schemas"]["ObjectRef"][];
            /** */
            decision: "allow" | "deny" | "depends";
            dependsOn: string[];
            decidedBy?: components["schemas"]["Because"];
            /** Requests per second that were seen from these callers to any port of the workload; Istio's metrics carry no port */
            observedRate: number | null;
            /** Which of these callers were seen */
            observedFrom: string[];
            /** Whether they were seen although every port of the workload denies them */
            deniedAndSeen: boolean;
        };
        /** Something about the resources that somebody should know */
        Finding: {
            /** Stable, such as MESH2001 */
            code: string;
            /** */
            severity: "error" | "warning" | "info";
            /** The kind of thing in a few words */
            title: string;
            object?: components["schemas"]["ObjectRef"];
            /** Path inside the object */
            field?: string;
            file?: string;
            /** In the manifest file, or in the YAML of the object where no file is known */
            line?: number;
            message: string;
            /** How to mend it */
            fix: string;
            because: components["schemas"]["Because"][];
            /** Codes of the same thing in Kiali and istioctl */
            sameAs?: string[];
            accepted?: components["schemas"]["FindingException"];
            /** Why an exception that is written down does not count: it ended, or gives no reason */
            notAccepted?: string;
        };
        /**
         * blocked means that a proxy would not come or not work; unknown that nobody can tell from here
         *
         */
        ReadinessState: "ready" | "warning" | "blocked" | "unknown";
        /** A change that mends something, with what is known of its parameters, and whether the caller may propose it */
        ReadinessMend: {
            /** The verb and the object, for a button */
            label: string;
            /** Id of a change template */
            template: string;
            parameters: {
                [key: string]: unknown;
            };
            allowed: boolean;
            /** Why not, and who may */
            reason?: string;
        };
        /** One thing that is looked at before a workload gets a proxy */
        ReadinessItem: {
            /** Stable while the cause is, such as port-protocol/orders:8080 */
            id: string;
            state: components["schemas"]["ReadinessState"];
            title: string;
            /** What is so, why it matters, and how to mend it */
            says: string;
            because: components["schemas"]["Because"][];
            mend?: components["schemas"]["ReadinessMend"];
        };
        WorkloadReadiness: {
            namespace: string;
            kind: string;
            name: string;
            object: components["schemas"]["ObjectRef"];
            /**
             * Whether its pods have a proxy, or by the labels will have one
             *
             */
            mesh: "in" | "partly" | "out" | "unknown";
            /** Names of the Services that lead to it */
            services: string[];
            state: components["schemas"]["ReadinessState"];
            /** What is looked at in its worst item, such as Probes; absent where all is ready */
            worst?: string;
            /** Items by state */
            counts: {
                ready: number;
                warning: number;
                blocked: number;
                unknown: number;
            };
            /** The change that takes it into the mesh; absent where it is in already, or where no change can */
            onboard?: components["schemas"]["ReadinessMend"];
        };
        /** Somebody accepts a finding; it is kept, and counts for nothing */
        FindingException: {
            reason: string;
            /** The last day on which it counts, UTC; absent for ever */
            until?: string;
            object: components["schemas"]["ObjectRef"];
            /** Path of the annotation inside the object */
            field: string;
            file?: string;
            line?: number;
        };
        MeshObject: {
            object: components["schemas"]["ObjectRef"];
            yaml: string;
            /** Where it was read from */
            file?: string;
            line?: number;
            /** Lines are those of yaml */
            findings: components["schemas"]["Finding"][];
            /** Services that it touches */
            services: {
                namespace: string;
                name: string;
            }[];
            sources: components["schemas"]["Sources"];
        };
        EncryptionTotals: {
            /** Observed share of requests that arrived over mTLS */
            mtlsShare: number | null;
            /** Observed plaintext requests per second */
            plaintextRate: number | null;
            /** Services by their configured mode, each by its weakest port */
            services: {
                strict: number;
                permissive: number;
                plaintext: number;
                unknown: number;
            };
        };
        Topology: {
            environment: string;
            window: string;
            /** Format: date-time */
            at?: string;
            answer: string;
            nodes: components["schemas"]["TopologyNode"][];
            edges: components["schemas"]["TopologyEdge"][];
            sources: components["schemas"]["Sources"];
            /** Number of Prometheus queries that this graph cost */
            queries: number;
        };
        TopologyNode: {
            /** kind:namespace/name */
            id: string;
            /**
             * service is a Kubernetes service, workload one that no service selects, unknown a peer that the metrics do not name
             *
             */
            kind: "service" | "workload" | "gateway" | "edge" | "datastore" | "external" | "unknown";
            namespace?: string;
            name: string;
            health: components["schemas"]["Health"];
            /** Requests per second that it serves */
            requestRate: number | null;
            errorShare: number | null;
            meanLatency?: number | null;
            /** Bytes per second over plain TCP */
            byteRate?: number | null;
            versions: components["schemas"]["VersionTraffic"][];
            badges: ("no-sidecar" | "partial-sidecar" | "canary" | "circuit-breaker" | "permissive" | "plaintext" | "authorization" | "fault" | "not-ready")[];
            entity?: components["schemas"]["CatalogEntity"];
            because: components["schemas"]["Because"][];
        };
        VersionTraffic: {
            version: string;
            workload: string;
            /** Share 0..1 that the routes declare */
            declaredWeight?: number | null;
            requestRate: number | null;
            errorShare: number | null;
            meanLatency: number | null;
        };
        TopologyEdge: {
            id: string;
            source: string;
            target: string;
            /** */
            protocol: "http" | "grpc" | "tcp" | "unknown";
            requestRate: number | null;
            errorShare: number | null;
            meanLatency: number | null;
            byteRate: number | null;
            /** What the errors were */
            errors?: {
                code: string;
                /** Envoy's response flags, - when none */
                flags: string;
                rate: number;
            }[];
            encryption: components["schemas"]["ObservedEncryption"];
        };
        ObservedEncryption: {
            /** */
            state: "mtls" | "plaintext" | "mixed" | "unknown";
            mtlsShare: number | null;
            /** Why it is unknown */
            reason?: string;
        };
        Latency: {
            service: string;
            p50: number | null;
            p95: number | null;
            p99: number | null;
        };
        Certificate: {
            /** Whose certificate: a workload, a CA or a cert-manager Certificate */
            subject: string;
            /** */
            source: "agent" | "ca" | "cert-manager" | "unknown";
            /** Format: date-time */
            expiresAt: string | null;
            /** Why the expiry is unknown */
            reason?: string;
        };
        MtlsConfigured: {
            /**
             * Effective mode for callers; plaintext when there is no proxy to terminate TLS or mTLS is disabled
             *
             */
            mode: "strict" | "permissive" | "plaintext" | "unknown";
            because: components["schemas"]["Because"][];
        };
        MtlsCaller: {
            namespace?: string;
            name: string;
            principal?: string | null;
            requestRate: number | null;
            byteRate: number | null;
            /** */
            encryption: "mtls" | "plaintext" | "unknown";
        };
        MtlsRow: {
            namespace: string;
            service: string;
            port: {
                number: number;
                name?: string;
                protocol: string;
                targetPort?: number | null;
            };
            configured: components["schemas"]["MtlsConfigured"];
            /** Of the whole service, since Istio's metrics carry no destination port */
            observed: {
                mtlsShare: number | null;
                plaintextShare: number | null;
                plaintextRate: number | null;
                /** Why it is unknown */
                reason?: string;
                callers: components["schemas"]["MtlsCaller"][];
            };
            sidecar: {
                /** */
                state: "all" | "some" | "none" | "gateway" | "ambient" | "unknown";
                injected: number;
                pods: number;
                because?: components["schemas"]["Because"][];
            };
            identities: {
                spiffe: string | null;
                workload?: string;
                /** Other workloads with the same identity */
                sharedWith: string[];
                reason?: string;
            }[];
            certificate: components["schemas"]["Certificate"];
        };
        Mtls: {
            environment: string;
            window: string;
            answer: string;
            totals: components["schemas"]["EncryptionTotals"];
            namespaces: {
                namespace: string;
                strict: number;
                permissive: number;
                plaintext: number;
                unknown: number;
            }[];
            items: components["schemas"]["MtlsRow"][];
            authorities: components["schemas"]["Certificate"][];
            sources: components["schemas"]["Sources"];
        };
        Split: {
            /** Subset or version */
            version: string;
            workload?: string;
            /** Share 0..1 */
            weight: number;
            /** Lower end of the 95 % interval */
            low?: number;
            /** Upper end of the 95 % interval */
            high?: number;
        };
        Canary: {
            id: string;
            namespace: string;
            service: string;
            /** */
            source: "virtualservice" | "httproute" | "argo-rollouts" | "flagger";
            object?: components["schemas"]["ObjectRef"];
            /** */
            phase: "Idle" | "Initializing" | "AwaitingStart" | "Progressing" | "Paused" | "AwaitingPromotion" | "Promoting" | "Finalizing" | "Succeeded" | "Aborted" | "Failed" | "Invalid" | "Unknown";
            rawPhase: string;
            /** */
            strategy: "weight" | "header" | "mirror" | "blue-green" | "replica-only";
            /** */
            traffic: "all-stable" | "split" | "all-canary" | "unknown";
            /** */
            impact: "none" | "serving-ok" | "serving-degraded" | "unknown";
            /** Format: date-time */
            since?: string;
            /** What the since time was read from */
            sinceReason?: string;
            /** Header and cookie matches that select a version, in words */
            matches?: string[];
            /** What the controller or plan asks for */
            declared: components["schemas"]["Split"][] | null;
            /** What the routes say */
            applied: components["schemas"]["Split"][] | null;
            /** What the servers counted in the window */
            observed: components["schemas"]["Split"][] | null;
            /** Requests in the window behind the observed split */
            observedRequests?: number | null;
            steps?: {
                label: string;
                /** */
                state: "done" | "current" | "todo";
            }[];
            arms: components["schemas"]["CanaryArm"][];
            /** Why it failed or waits */
            reason?: string;
            /** One sentence */
            verdict: string;
            /**
             * What the errors of both versions say; none when only one gets requests
             *
             */
            comparison: "worse" | "slightly-worse" | "better" | "alike" | "inconclusive" | "none";
            /** Whether somebody should look at it */
            inTrouble: boolean;
            because: components["schemas"]["Because"][];
        };
        CanaryArm: {
            version: string;
            workload?: string;
            /** */
            role: "stable" | "canary" | "other";
            requestRate: number | null;
            errorShare: number | null;
            meanLatency: number | null;
            p95: number | null;
            ready?: number;
            desired?: number;
        };
        ServiceSummary: {
            namespace: string;
            name: string;
            /** */
            kind: "service" | "workload" | "gateway" | "edge" | "datastore" | "external";
            health: components["schemas"]["Health"];
            /** One sentence */
            detail: string;
            requestRate: number | null;
            errorShare: number | null;
            meanLatency: number | null;
            byteRate?: number | null;
            versions: string[];
            /** */
            configuredMtls: "strict" | "permissive" | "plaintext" | "unknown";
            /** */
            sidecar: "all" | "some" | "none" | "gateway" | "ambient" | "unknown";
            entity?: components["schemas"]["CatalogEntity"];
        };
        /** Golden signals of one version, or of all when version is absent */
        Signals: {
            version?: string;
            requestRate: number | null;
            errorShare: number | null;
            p50: number | null;
            p95: number | null;
            p99: number | null;
            rateSeries: components["schemas"]["Point"][];
            errorSeries: components["schemas"]["Point"][];
            /** Mean latency */
            latencySeries: components["schemas"]["Point"][];
        };
        /** CPU and memory of the pods, proxy and application apart; null where the metrics are absent */
        Saturation: {
            /** Cores */
            proxyCpu: number | null;
            /** Bytes */
            proxyMemory: number | null;
            appCpu: number | null;
            appMemory: number | null;
        };
        WorkloadSummary: {
            kind: string;
            name: string;
            version: string;
            ready: number;
            desired: number;
            /** */
            sidecar: "all" | "some" | "none" | "gateway" | "ambient" | "unknown";
            identity: string | null;
            podNames: string[];
        };
        Service: {
            environment: string;
            window: string;
            namespace: string;
            name: string;
            /** */
            kind: "service" | "workload" | "gateway" | "edge" | "datastore" | "external";
            host: string;
            health: components["schemas"]["Health"];
            answer: string;
            problems: components["schemas"]["Problem"][];
            /** First the whole service */
            signals: components["schemas"]["Signals"][];
            saturation: components["schemas"]["Saturation"];
            neighbours: {
                nodes: components["schemas"]["TopologyNode"][];
                edges: components["schemas"]["TopologyEdge"][];
            };
            mtls: components["schemas"]["MtlsRow"][];
            canaries: components["schemas"]["Canary"][];
            workloads: components["schemas"]["WorkloadSummary"][];
            /** Mesh objects that touch this service */
            objects: components["schemas"]["ObjectRef"][];
            /** Of the service, its workloads and the objects that touch it */
            findings: components["schemas"]["Finding"][];
            alerts: components["schemas"]["Alert"][];
            entity?: components["schemas"]["CatalogEntity"];
            links?: {
                title: string;
                url: string;
            }[];
            sources: components["schemas"]["Sources"];
        };
        /** The way of a service into the mesh. A step is done by live evidence alone. */
        Onboarding: {
            environment: string;
            window: string;
            namespace: string;
            service: string;
            /** One sentence: where it stands, and what it waits for */
            says: string;
            /** */
            state: "onboarded" | "in-progress" | "not-started" | "unknown";
            /**
             * Format: date-time
             * Since when it is in the mesh, where a change tells it
             */
            since?: string;
            /** Empty for a host outside the mesh */
            steps: components["schemas"]["OnboardingStep"][];
            sources: components["schemas"]["Sources"];
        };
        OnboardingStep: {
            /** */
            id: "proposed" | "merged" | "synced" | "proxies" | "identity" | "ports" | "encryption" | "encryption-observed" | "access" | "access-observed" | "traffic" | "dependencies" | "alerts";
            title: string;
            /** */
            state: "done" | "waiting" | "failed" | "unknown" | "not-needed";
            /** One sentence */
            says: string;
            /** Format: date-time */
            since?: string;
            because: components["schemas"]["Because"][];
            /** Id of the change that tells it */
            change?: string;
            pullRequest?: {
                number: number;
                url: string;
            };
            /** What to do now: a page to go to, or a change to ask for */
            next?: {
                /** The verb and the object */
                title: string;
                url?: string;
                change?: {
                    template: string;
                    parameters: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        /**
         * undeclared: seen and declared nowhere. unseen: declared and not seen in the window. confirmed: both. unknown: declared, and nobody can tell whether it is called
         *
         */
        DependencyState: "undeclared" | "unseen" | "confirmed" | "unknown";
        DependencyFigures: {
            state: components["schemas"]["DependencyState"];
            /** Null for calls over TCP and where none was seen */
            requestRate: number | null;
            byteRate: number | null;
            /**
             * Format: date-time
             * End of the slice of the window in which the last call was seen; a slice is a twenty-fourth of the window or 5 minutes
             */
            lastSeen: string | null;
            /** Why it is unknown */
            reason?: string;
            because: components["schemas"]["Because"][];
        };
        Dependency: components["schemas"]["DependencyFigures"] & {
            source: components["schemas"]["CatalogEntity"];
            target: components["schemas"]["CatalogEntity"];
            /** Fields that declare it, such as dependsOn or consumesApis: payment */
            declaredBy: string[];
        };
        EntityDependencies: {
            entity: components["schemas"]["CatalogEntity"];
            window: string;
            answer: string;
            /** What asks for attention first */
            items: {
                target: components["schemas"]["CatalogEntity"];
                declaredBy: string[];
                state: components["schemas"]["DependencyState"];
                /** Why it is unknown */
                reason?: string;
                /** Those in which the entity runs */
                environments: (components["schemas"]["DependencyFigures"] & {
                    environment: string;
                })[];
            }[];
            /** Environments that were asked */
            environments: {
                environment: string;
                /** Whether a service or workload of it is the entity */
                hasEntity: boolean;
                sources: components["schemas"]["Sources"];
            }[];
            /** Environments that were not asked since the caller may not read them */
            denied?: string[];
        };
        UncataloguedService: {
            namespace: string;
            name: string;
            /** */
            kind: "service" | "workload" | "gateway" | "edge" | "datastore" | "external";
            /** */
            sidecar: "all" | "some" | "none" | "gateway" | "ambient" | "unknown";
            /** Of what it serves; of what it asks others where it serves nobody */
            requestRate: number | null;
            byteRate: number | null;
            /** Format: date-time */
            lastSeen: string | null;
            /** Names of what it was seen to call */
            calls: string[];
            calledBy: string[];
            /** A catalog-info.yaml for it. What nobody but its owner knows is marked */
            snippet: string;
            because: components["schemas"]["Because"][];
        };
        EntityElsewhere: {
            entity: components["schemas"]["CatalogEntity"];
            /**
             * elsewhere: another environment has it. unknown: an environment could not be asked
             *
             */
            state: "nowhere" | "elsewhere" | "unknown";
            /** Environments that have it */
            foundIn: string[];
            /** What it names */
            says: string;
        };
        AmbiguousService: {
            namespace: string;
            name: string;
            /** Those that name it; the first stands for it */
            entities: components["schemas"]["CatalogEntity"][];
            says: string;
        };
        CatalogReport: {
            environment: string;
            window: string;
            answer: string;
            coverage: {
                /** How much of the window the telemetry tells of */
                seconds: number;
                says: string;
            };
            /** Dependencies that are declared and seen */
            confirmed: number;
            /** Busiest first */
            undeclared: components["schemas"]["Dependency"][];
            /** Declared and not seen, then those of which nobody can tell */
            unused: components["schemas"]["Dependency"][];
            /** Services and workloads that no entity names */
            services: components["schemas"]["UncataloguedService"][];
            /** Entities that name a service or workload which the environment does not have */
            entities: components["schemas"]["EntityElsewhere"][];
            ambiguous: components["schemas"]["AmbiguousService"][];
            /** Why nothing can be compared; present when the catalog or the cluster never answered */
            unknown?: string;
            sources: components["schemas"]["Sources"];
        };
        ChangeTemplate: {
            id: string;
            version: number;
            /** */
            topic: "traffic" | "security" | "edges";
            title: string;
            summary: string;
            /** Markdown */
            description: string;
            /** Whether the change must carry an end */
            timeBoxed: boolean;
            /** JSON Schema, draft 7; `x-picker` names what of the mesh a field stands for */
            parameters: {
                [key: string]: unknown;
            };
        };
        ChangeRequest: {
            template: string;
            parameters: {
                [key: string]: unknown;
            };
            /** Why; stands in the pull request */
            reason?: string;
            /**
             * Format: date-time
             * End of a time-boxed change
             */
            expiresAt?: string;
            /**
             * The effect is not known in part
             * Default: false
             */
            acknowledgeUnknown: boolean;
            /** Default: false */
            draft: boolean;
            /** Default: true */
            dryRun: boolean;
        };
        ChangeForm: {
            parameters: {
                [key: string]: unknown;
            };
            /** By picker, what exists for the parameters that are given */
            choices: {
                [key: string]: string[];
            };
            /** Whose requests to the service were seen in the last 15 min, most first; missing where nothing tells of them */
            observedCallers?: components["schemas"]["ObservedCaller"][];
            sources: components["schemas"]["Sources"];
        };
        ObservedCaller: {
            namespace: string;
            serviceAccount: string;
            /** Requests per second */
            requestRate: number;
        };
        ParameterProblem: {
            /** Path inside the parameters, such as routes[1].weight; empty for all of them */
            field: string;
            /** What is wrong, and what would be right */
            message: string;
        };
        ChangedFile: {
            path: string;
            /** */
            change: "added" | "changed" | "removed";
            /** Unified, without file headers */
            diff: string;
            /** The whole text as it would be; in previews, of added and changed files that hold no Secret */
            content?: string;
        };
        ChangeCheck: {
            /** */
            name: "parameters" | "files" | "schema" | "findings" | "effect" | "permission";
            /** */
            state: "passed" | "warning" | "blocked" | "unknown";
            says: string;
            findings: components["schemas"]["Finding"][];
        };
        ChangeEffect: {
            /** False where a part is not rendered, or the mesh or its traffic could not be read */
            known: boolean;
            /** What is not known */
            unknown?: string[];
            /** Worst first */
            sentences: string[];
            items: {
                /** */
                kind: "access" | "connection" | "route" | "finding";
                /** */
                severity: "breaks" | "loosens" | "changes" | "mends";
                /** Who or what it is about */
                subject: string;
                before: string;
                after: string;
                /** Observed requests per second that it touches; null where not known */
                requestRate?: number | null;
                because: components["schemas"]["Because"][];
            }[];
        };
        ChangePreview: {
            title: string;
            problems: components["schemas"]["ParameterProblem"][];
            notes: string[];
            /** Git already says what is asked for */
            unchanged: boolean;
            files: components["schemas"]["ChangedFile"][];
            /** Other environments that the same files change */
            alsoChanged: string[];
            checks: components["schemas"]["ChangeCheck"][];
            effect: components["schemas"]["ChangeEffect"];
            permission: {
                allowed: boolean;
                /** Why not, and who may */
                reason?: string;
            };
            target: {
                /** Page of the repository */
                repository: string;
                base: string;
                /** Commit that the files were read at */
                commit?: string;
                branch: string;
                reviewers: string[];
            };
            /** How a time-boxed change ends: by itself, or by hand */
            expires?: string;
            /** Why it cannot be proposed; empty when it can */
            blockedBy: string[];
            /** Id of the open change with the same intent */
            existing?: string;
            sources: components["schemas"]["Sources"];
        };
        ChangeProposal: {
            /** Whether the change was made by this request; false when an open one of the same intent goes on */
            created?: boolean;
            preview?: components["schemas"]["ChangePreview"];
            change?: components["schemas"]["Change"];
        };
        /**
         * planned: the pull request is being made. edited: somebody else committed on its branch. needs-attention: it cannot go on without a person
         *
         */
        ChangeState: "planned" | "proposed" | "edited" | "needs-attention" | "merged" | "synced" | "live" | "closed" | "superseded";
        Change: {
            id: string;
            environment: string;
            template: string;
            title: string;
            parameters: {
                [key: string]: unknown;
            };
            service?: {
                namespace: string;
                name: string;
            };
            state: components["schemas"]["ChangeState"];
            /** What it waits for now, or how it ended */
            says: string;
            problem?: {
                says: string;
                /** Format: date-time */
                since?: string;
                /** Format: date-time */
                retryAt?: string;
            };
            reason?: string;
            /** Entity reference */
            requester: string;
            /** Entity reference of the owner of the service */
            owner?: string;
            repository: string;
            base: string;
            branch: string;
            pullRequest?: {
                number: number;
                url: string;
            };
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: date-time */
            expiresAt?: string;
            /** It should have been reverted by now */
            overdue?: boolean;
            /** Id of the change that this one takes back */
            reverts?: string;
            revertedBy?: string;
            supersededBy?: string;
        };
        ChangeStage: {
            /** */
            name: "proposed" | "reviewed" | "merged" | "synced" | "live";
            /** */
            state: "done" | "current" | "waiting" | "failed";
            /** What happened, or what it waits for */
            says: string;
            /** Format: date-time */
            at?: string;
            by?: string;
            url?: string;
        };
        ChangeDetail: components["schemas"]["Change"] & {
            stages: components["schemas"]["ChangeStage"][];
            /** Newest first */
            events: {
                /** Format: date-time */
                at: string;
                kind: string;
                says: string;
                by?: string;
            }[];
            files: components["schemas"]["ChangedFile"][];
            effect: components["schemas"]["ChangeEffect"];
            /** What the repository host runs on it */
            checks: {
                name: string;
                /** */
                state: "pending" | "success" | "failure" | "unknown";
                description?: string;
                url?: string;
            }[];
            reviews: {
                by: string;
                /** */
                state: "approved" | "changes-requested" | "commented" | "dismissed";
                /** Format: date-time */
                at?: string;
            }[];
            /** Values that somebody else changed in the meantime */
            conflicts: {
                object: components["schemas"]["ObjectRef"];
                field: string;
                expected?: string;
                found?: string;
                wanted?: string;
            }[];
            actions: {
                /** */
                action: "revert" | "repropose" | "refresh" | "discard-edits" | "withdraw";
                allowed: boolean;
                /** Why not, and who may */
                reason?: string;
            }[];
        };
    };
    responses: {
        /** An error that names the field, the object and the fix */
        Error: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    error: {
                        name: string;
                        message: string;
                    };
                    request?: Record<string, never>;
                    response: {
                        statusCode: number;
                    };
                };
            };
        };
    };
    parameters: {
        /** Id of a change */
        ChangeId: string;
        /** Name of an environment of the configuration */
        Environment: string;
        /** Length of the observed window up to now, a whole number with m or h, from 1m to 24h */
        Window: string;
        /** How far calls are looked for, a whole number with m or h, from 1m to 24h; below 1h nothing is called unused */
        LookBack: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
/** The operations of openapi.yaml. @public */
export interface operations {
    ListEnvironments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Environments in the order of the configuration */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Environment"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetOverview: {
        parameters: {
            query?: {
                /** Length of the observed window up to now, a whole number with m or h, from 1m to 24h */
                window?: components["parameters"]["Window"];
            };
            header?: never;
            path: {
                /** Name of an environment of the configuration */
                name: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The overview */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetTopology: {
        parameters: {
            query?: {
                /** Length of the observed window up to now, a whole number with m or h, from 1m to 24h */
                window?: components["parameters"]["Window"];
                /** End of the window; now when absent. Telemetry is read at this time, configuration is always the current one. */
                at?: string;
            };
            header?: never;
            path: {
                /** Name of an environment of the configuration */
                name: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The graph */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Topology"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetLatency: {
        parameters: {
            query: {
                /** Length of the observed window up to now, a whole number with m or h, from 1m to 24h */
                window?: components["parameters"]["Window"];
                /** `namespace/name` of a service; repeat for several */
                service: string[];
                /** `namespace/workload` of one client: only requests from it are counted */
                client?: string;
            };
            header?: never;
            path: {
                /** Name of an environment of the configuration */
                name: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Percentiles per service; null where there was no traffic */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Latency"][];
                        sources: components["schemas"]["Sources"];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetMtls: {
        parameters: {
            query?: {
                /** Length of the observed window up to now, a whole number with m or h, from 1m to 24h */
                window?: components["parameters"]["Window"];
            };
            header?: never;
            path: {
                /** Name of an environment of the configuration */
                name: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** mTLS posture */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mtls"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListCanaries: {
        parameters: {
            query?: {
                /** Length of the observed window up to now, a whole number with m or h, from 1m to 24h */
                window?: components["parameters"]["Window"];
            };
            header?: never;
            path: {
                /** Name of an environment of the configuration */
                name: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Canaries, those in trouble first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        answer: string;
                        items: components["schemas"]["Canary"][];
                        sources: components["schemas"]["Sources"];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListServices: {
        parameters: {
            query?: {
                /** Length of the observed window up to now, a whole number with m or h, from 1m to 24h */
                window?: components["parameters"]["Window"];
            };
            header?: never;
            path: {
                /** Name of an environment of the configuration */
                name: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Services, worst health first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ServiceSummary"][];
                        /** Catalog entities that say they run in this environment and that no service matches */
                        unmatchedEntities: components["schemas"]["CatalogEntity"][];
                        sources: components["schemas"]["Sources"];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListEntities: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Name of an environment of the configuration */
                name: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Entities by their reference; those that no service is are missing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PlacedEntity"][];
                        sources: components["schemas"]["Sources"];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetService: {
        parameters: {
            query?: {
                /** Length of the observed window up to now, a whole number with m or h, from 1m to 24h */
                window?: components["parameters"]["Window"];
            };
            header?: never;
            path: {
                /** Name of an environment of the configuration */
                name: components["parameters"]["Environment"];
                namespace: string;
                service: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The service */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Service"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetOnboarding: {
        parameters: {
            query?: {
                /** Length of the observed window up to now, a whole number with m or h, from 1m to 24h */
                window?: components["parameters"]["Window"];
            };
            header?: never;
            path: {
                /** Name of an environment of the configuration */
                name: components["parameters"]["Environment"];
                namespace: string;
                service: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The steps in their order; also of a service that only a change knows yet */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Onboarding"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetAccess: {
        parameters: {
            query?: {
                /** Length of the observed window up to now, a whole number with m or h, from 1m to 24h */
                window?: components["parameters"]["Window"];
            };
            header?: never;
            path: {
                /** Name of an environment of the configuration */
                name: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Workloads and ports, those that anybody may call first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        answer: string;
                        items: components["schemas"]["AccessRow"][];
                        sources: components["schemas"]["Sources"];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListFindings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Name of an environment of the configuration */
                name: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Findings, worst first; after them those that are accepted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        answer: string;
                        items: components["schemas"]["Finding"][];
                        sources: components["schemas"]["Sources"];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListReadiness: {
        parameters: {
            query?: {
                /** Length of the observed window up to now, a whole number with m or h, from 1m to 24h */
                window?: components["parameters"]["Window"];
                namespace?: string;
                /** Only workloads in the mesh, those of which some pods are in it among them, or only those outside */
                mesh?: "in" | "out";
            };
            header?: never;
            path: {
                /** Name of an environment of the configuration */
                name: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Workloads, those outside first, each with what is in its way counted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        answer: string;
                        window: string;
                        items: components["schemas"]["WorkloadReadiness"][];
                        sources: components["schemas"]["Sources"];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetReadiness: {
        parameters: {
            query?: {
                /** Length of the observed window up to now, a whole number with m or h, from 1m to 24h */
                window?: components["parameters"]["Window"];
            };
            header?: never;
            path: {
                /** Name of an environment of the configuration */
                name: components["parameters"]["Environment"];
                namespace: string;
                kind: string;
                workload: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** What is in its way, worst first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        answer: string;
                        window: string;
                        workload: components["schemas"]["WorkloadReadiness"];
                        items: components["schemas"]["ReadinessItem"][];
                        sources: components["schemas"]["Sources"];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetObject: {
        parameters: {
            query: {
                apiVersion: string;
                kind: string;
                namespace?: string;
                /** Its name */
                object: string;
            };
            header?: never;
            path: {
                /** Name of an environment of the configuration */
                name: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeshObject"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetCatalogReport: {
        parameters: {
            query?: {
                /** How far calls are looked for, a whole number with m or h, from 1m to 24h; below 1h nothing is called unused */
                window?: components["parameters"]["LookBack"];
            };
            header?: never;
            path: {
                /** Name of an environment of the configuration */
                name: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The report; entities that the caller may not see are left out */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogReport"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetDependencies: {
        parameters: {
            query: {
                /** Entity reference, such as component:default/order-service */
                entityRef: string;
                /** How far calls are looked for, a whole number with m or h, from 1m to 24h; below 1h nothing is called unused */
                window?: components["parameters"]["LookBack"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Its dependencies; entities that the caller may not see are left out */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntityDependencies"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListChangeTemplates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Templates, by topic and title */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ChangeTemplate"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetChangeForm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Name of an environment of the configuration */
                name: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeRequest"];
            };
        };
        responses: {
            /** The parameters as they are now, and what may be chosen */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeForm"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ProposeChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Name of an environment of the configuration */
                name: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeRequest"];
            };
        };
        responses: {
            /** The preview, and the change when one was made or was there already */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeProposal"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListChanges: {
        parameters: {
            query?: {
                environment?: string;
                /** `namespace/name` */
                service?: string;
                /** Only those that are not at their end */
                open?: boolean;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Changes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        answer: string;
                        items: components["schemas"]["Change"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of a change */
                id: components["parameters"]["ChangeId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The change */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeDetail"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ActOnChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** Id of a change */
                id: components["parameters"]["ChangeId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * revert: a new change with the previous values on the current files. repropose: asks again after the pull request was closed. refresh: looks at the host and the cluster now. discard-edits: replaces what others committed on the branch by a new branch. withdraw: closes the pull request and removes its branch; a change that is no pull request yet does not become one.
                     *
                     */
                    action: "revert" | "repropose" | "refresh" | "discard-edits" | "withdraw";
                    /** Default: true */
                    dryRun?: boolean;
                    reason?: string;
                };
            };
        };
        responses: {
            /** The preview where there is one, and the change that came of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeProposal"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
}
