// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { createValidatedOpenApiRouterFromGeneratedEndpointMap } from '@backstage/backend-openapi-utils';
import type { EndpointMap } from '../endpointMap';

const spec = {
  "openapi": "3.1.0",
  "info": {
    "title": "service-mesh",
    "version": "1",
    "description": "What is true in an Istio service mesh, per environment. Every status carries its `because`: the objects that\ndecided it, in order. Configured and observed values are separate fields. A value that is not known is `null`\nbeside a sentence that says why, never a guess. Rates are per second, shares are 0..1, latencies are\nmilliseconds, times are RFC 3339 in UTC.\n",
    "license": {
      "name": "Apache-2.0",
      "url": "https://www.apache.org/licenses/LICENSE-2.0.html"
    }
  },
  "servers": [
    {
      "url": "/"
    }
  ],
  "tags": [
    {
      "name": "mesh",
      "description": "Questions about one mesh environment"
    },
    {
      "name": "changes",
      "description": "Changes of a mesh as pull requests"
    }
  ],
  "paths": {
    "/v1/environments": {
      "get": {
        "operationId": "ListEnvironments",
        "tags": [
          "mesh"
        ],
        "summary": "All configured environments, with the worst status of each",
        "responses": {
          "200": {
            "description": "Environments in the order of the configuration",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Environment"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/environments/{name}/overview": {
      "get": {
        "operationId": "GetOverview",
        "tags": [
          "mesh"
        ],
        "summary": "What is wrong now and where, worst first",
        "parameters": [
          {
            "$ref": "#/components/parameters/Environment"
          },
          {
            "$ref": "#/components/parameters/Window"
          }
        ],
        "responses": {
          "200": {
            "description": "The overview",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Overview"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/environments/{name}/topology": {
      "get": {
        "operationId": "GetTopology",
        "tags": [
          "mesh"
        ],
        "summary": "Who calls whom, with rates, errors, latency and encryption",
        "parameters": [
          {
            "$ref": "#/components/parameters/Environment"
          },
          {
            "$ref": "#/components/parameters/Window"
          },
          {
            "name": "at",
            "in": "query",
            "description": "End of the window; now when absent. Telemetry is read at this time, configuration is always the current one.",
            "schema": {
              "type": "string",
              "format": "date-time"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The graph",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Topology"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/environments/{name}/latency": {
      "get": {
        "operationId": "GetLatency",
        "tags": [
          "mesh"
        ],
        "summary": "Latency percentiles of up to 50 services, for what is on screen",
        "parameters": [
          {
            "$ref": "#/components/parameters/Environment"
          },
          {
            "$ref": "#/components/parameters/Window"
          },
          {
            "name": "service",
            "in": "query",
            "required": true,
            "description": "`namespace/name` of a service; repeat for several",
            "style": "form",
            "explode": true,
            "allowReserved": true,
            "schema": {
              "type": "array",
              "minItems": 1,
              "maxItems": 50,
              "items": {
                "type": "string",
                "pattern": "^[a-z0-9.-]+/[A-Za-z0-9.*-]+$"
              }
            }
          },
          {
            "name": "client",
            "in": "query",
            "description": "`namespace/workload` of one client: only requests from it are counted",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "pattern": "^[a-z0-9.-]+/[A-Za-z0-9.-]+$"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Percentiles per service; null where there was no traffic",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items",
                    "sources"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Latency"
                      }
                    },
                    "sources": {
                      "$ref": "#/components/schemas/Sources"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/environments/{name}/mtls": {
      "get": {
        "operationId": "GetMtls",
        "tags": [
          "mesh"
        ],
        "summary": "Per service and port, the mTLS mode that is configured and the plaintext that is observed",
        "parameters": [
          {
            "$ref": "#/components/parameters/Environment"
          },
          {
            "$ref": "#/components/parameters/Window"
          }
        ],
        "responses": {
          "200": {
            "description": "mTLS posture",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Mtls"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/environments/{name}/canaries": {
      "get": {
        "operationId": "ListCanaries",
        "tags": [
          "mesh"
        ],
        "summary": "Every service with more than one version in its routes, or a Rollout or a Flagger Canary",
        "parameters": [
          {
            "$ref": "#/components/parameters/Environment"
          },
          {
            "$ref": "#/components/parameters/Window"
          }
        ],
        "responses": {
          "200": {
            "description": "Canaries, those in trouble first",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items",
                    "answer",
                    "sources"
                  ],
                  "properties": {
                    "answer": {
                      "type": "string"
                    },
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Canary"
                      }
                    },
                    "sources": {
                      "$ref": "#/components/schemas/Sources"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/environments/{name}/services": {
      "get": {
        "operationId": "ListServices",
        "tags": [
          "mesh"
        ],
        "summary": "All services of the environment",
        "parameters": [
          {
            "$ref": "#/components/parameters/Environment"
          },
          {
            "$ref": "#/components/parameters/Window"
          }
        ],
        "responses": {
          "200": {
            "description": "Services, worst health first",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items",
                    "unmatchedEntities",
                    "sources"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/ServiceSummary"
                      }
                    },
                    "unmatchedEntities": {
                      "description": "Catalog entities that say they run in this environment and that no service matches",
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/CatalogEntity"
                      }
                    },
                    "sources": {
                      "$ref": "#/components/schemas/Sources"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/environments/{name}/entities": {
      "get": {
        "operationId": "ListEntities",
        "tags": [
          "mesh"
        ],
        "summary": "Entities of the catalog that run in the environment, and as what",
        "parameters": [
          {
            "$ref": "#/components/parameters/Environment"
          }
        ],
        "responses": {
          "200": {
            "description": "Entities by their reference; those that no service is are missing",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items",
                    "sources"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/PlacedEntity"
                      }
                    },
                    "sources": {
                      "$ref": "#/components/schemas/Sources"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/environments/{name}/services/{namespace}/{service}": {
      "get": {
        "operationId": "GetService",
        "tags": [
          "mesh"
        ],
        "summary": "Everything about one service",
        "parameters": [
          {
            "$ref": "#/components/parameters/Environment"
          },
          {
            "name": "namespace",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "service",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          },
          {
            "$ref": "#/components/parameters/Window"
          }
        ],
        "responses": {
          "200": {
            "description": "The service",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Service"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/environments/{name}/services/{namespace}/{service}/onboarding": {
      "get": {
        "operationId": "GetOnboarding",
        "tags": [
          "mesh"
        ],
        "summary": "How far a service is on its way into the mesh, step by step",
        "parameters": [
          {
            "$ref": "#/components/parameters/Environment"
          },
          {
            "name": "namespace",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "service",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          },
          {
            "$ref": "#/components/parameters/Window"
          }
        ],
        "responses": {
          "200": {
            "description": "The steps in their order; also of a service that only a change knows yet",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Onboarding"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/environments/{name}/access": {
      "get": {
        "operationId": "GetAccess",
        "tags": [
          "mesh"
        ],
        "summary": "Who may call whom by AuthorizationPolicies, and who was seen to",
        "parameters": [
          {
            "$ref": "#/components/parameters/Environment"
          },
          {
            "$ref": "#/components/parameters/Window"
          }
        ],
        "responses": {
          "200": {
            "description": "Workloads and ports, those that anybody may call first",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "answer",
                    "items",
                    "sources"
                  ],
                  "properties": {
                    "answer": {
                      "type": "string"
                    },
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/AccessRow"
                      }
                    },
                    "sources": {
                      "$ref": "#/components/schemas/Sources"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/environments/{name}/findings": {
      "get": {
        "operationId": "ListFindings",
        "tags": [
          "mesh"
        ],
        "summary": "What is wrong with the resources, told from them alone",
        "parameters": [
          {
            "$ref": "#/components/parameters/Environment"
          }
        ],
        "responses": {
          "200": {
            "description": "Findings, worst first; after them those that are accepted",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "answer",
                    "items",
                    "sources"
                  ],
                  "properties": {
                    "answer": {
                      "type": "string"
                    },
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Finding"
                      }
                    },
                    "sources": {
                      "$ref": "#/components/schemas/Sources"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/environments/{name}/readiness": {
      "get": {
        "operationId": "ListReadiness",
        "tags": [
          "mesh"
        ],
        "summary": "Which workloads of applications are in the mesh, and how ready each is for a proxy",
        "parameters": [
          {
            "$ref": "#/components/parameters/Environment"
          },
          {
            "$ref": "#/components/parameters/Window"
          },
          {
            "name": "namespace",
            "in": "query",
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "mesh",
            "in": "query",
            "description": "Only workloads in the mesh, those of which some pods are in it among them, or only those outside",
            "schema": {
              "type": "string",
              "enum": [
                "in",
                "out"
              ]
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Workloads, those outside first, each with what is in its way counted",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "answer",
                    "window",
                    "items",
                    "sources"
                  ],
                  "properties": {
                    "answer": {
                      "type": "string"
                    },
                    "window": {
                      "type": "string"
                    },
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/WorkloadReadiness"
                      }
                    },
                    "sources": {
                      "$ref": "#/components/schemas/Sources"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/environments/{name}/workloads/{namespace}/{kind}/{workload}/readiness": {
      "get": {
        "operationId": "GetReadiness",
        "tags": [
          "mesh"
        ],
        "summary": "Everything that is looked at before one workload gets a proxy, with the change that mends it",
        "parameters": [
          {
            "$ref": "#/components/parameters/Environment"
          },
          {
            "name": "namespace",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "kind",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "workload",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          },
          {
            "$ref": "#/components/parameters/Window"
          }
        ],
        "responses": {
          "200": {
            "description": "What is in its way, worst first",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "answer",
                    "window",
                    "workload",
                    "items",
                    "sources"
                  ],
                  "properties": {
                    "answer": {
                      "type": "string"
                    },
                    "window": {
                      "type": "string"
                    },
                    "workload": {
                      "$ref": "#/components/schemas/WorkloadReadiness"
                    },
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/ReadinessItem"
                      }
                    },
                    "sources": {
                      "$ref": "#/components/schemas/Sources"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/environments/{name}/object": {
      "get": {
        "operationId": "GetObject",
        "tags": [
          "mesh"
        ],
        "summary": "One object as YAML, with what is wrong with it",
        "parameters": [
          {
            "$ref": "#/components/parameters/Environment"
          },
          {
            "name": "apiVersion",
            "in": "query",
            "required": true,
            "allowReserved": true,
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "kind",
            "in": "query",
            "required": true,
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "namespace",
            "in": "query",
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "object",
            "in": "query",
            "required": true,
            "description": "Its name",
            "schema": {
              "type": "string"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The object",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MeshObject"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/environments/{name}/catalog": {
      "get": {
        "operationId": "GetCatalogReport",
        "tags": [
          "mesh"
        ],
        "summary": "What the catalog declares beside what the environment has and was seen to do",
        "parameters": [
          {
            "$ref": "#/components/parameters/Environment"
          },
          {
            "$ref": "#/components/parameters/LookBack"
          }
        ],
        "responses": {
          "200": {
            "description": "The report; entities that the caller may not see are left out",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CatalogReport"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/dependencies": {
      "get": {
        "operationId": "GetDependencies",
        "tags": [
          "mesh"
        ],
        "summary": "What one entity declares to need beside what its services were seen to call, in every environment that the caller may read",
        "parameters": [
          {
            "name": "entityRef",
            "in": "query",
            "required": true,
            "description": "Entity reference, such as component:default/order-service",
            "allowReserved": true,
            "schema": {
              "type": "string"
            }
          },
          {
            "$ref": "#/components/parameters/LookBack"
          }
        ],
        "responses": {
          "200": {
            "description": "Its dependencies; entities that the caller may not see are left out",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/EntityDependencies"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/change-templates": {
      "get": {
        "operationId": "ListChangeTemplates",
        "tags": [
          "changes"
        ],
        "summary": "Changes that may be asked for, with the schema of their parameters",
        "responses": {
          "200": {
            "description": "Templates, by topic and title",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/ChangeTemplate"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/environments/{name}/changes/form": {
      "post": {
        "operationId": "GetChangeForm",
        "tags": [
          "changes"
        ],
        "summary": "What a form begins with and may offer; writes nothing",
        "parameters": [
          {
            "$ref": "#/components/parameters/Environment"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ChangeRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The parameters as they are now, and what may be chosen",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ChangeForm"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/environments/{name}/changes": {
      "post": {
        "operationId": "ProposeChange",
        "tags": [
          "changes"
        ],
        "summary": "Shows what a change would do; with dryRun false, proposes it as a pull request too",
        "parameters": [
          {
            "$ref": "#/components/parameters/Environment"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ChangeRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The preview, and the change when one was made or was there already",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ChangeProposal"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/changes": {
      "get": {
        "operationId": "ListChanges",
        "tags": [
          "changes"
        ],
        "summary": "Changes of the environments that the caller may read, newest first",
        "parameters": [
          {
            "name": "environment",
            "in": "query",
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "service",
            "in": "query",
            "allowReserved": true,
            "description": "`namespace/name`",
            "schema": {
              "type": "string",
              "pattern": "^[a-z0-9.-]+/[A-Za-z0-9.*-]+$"
            }
          },
          {
            "name": "open",
            "in": "query",
            "description": "Only those that are not at their end",
            "schema": {
              "type": "boolean"
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 500,
              "default": 100
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Changes",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "answer",
                    "items"
                  ],
                  "properties": {
                    "answer": {
                      "type": "string"
                    },
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Change"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/changes/{id}": {
      "get": {
        "operationId": "GetChange",
        "tags": [
          "changes"
        ],
        "summary": "One change with its way so far",
        "parameters": [
          {
            "$ref": "#/components/parameters/ChangeId"
          }
        ],
        "responses": {
          "200": {
            "description": "The change",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ChangeDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/changes/{id}/actions": {
      "post": {
        "operationId": "ActOnChange",
        "tags": [
          "changes"
        ],
        "summary": "Goes on with a change; with dryRun, only shows what a revert or a new proposal would do",
        "parameters": [
          {
            "$ref": "#/components/parameters/ChangeId"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "required": [
                  "action"
                ],
                "additionalProperties": false,
                "properties": {
                  "action": {
                    "type": "string",
                    "enum": [
                      "revert",
                      "repropose",
                      "refresh",
                      "discard-edits",
                      "withdraw"
                    ],
                    "description": "revert: a new change with the previous values on the current files. repropose: asks again after the pull request was closed. refresh: looks at the host and the cluster now. discard-edits: replaces what others committed on the branch by a new branch. withdraw: closes the pull request and removes its branch; a change that is no pull request yet does not become one."
                  },
                  "dryRun": {
                    "type": "boolean",
                    "default": true
                  },
                  "reason": {
                    "type": "string",
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The preview where there is one, and the change that came of it",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ChangeProposal"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    }
  },
  "components": {
    "parameters": {
      "ChangeId": {
        "name": "id",
        "in": "path",
        "required": true,
        "description": "Id of a change",
        "schema": {
          "type": "string"
        }
      },
      "Environment": {
        "name": "name",
        "in": "path",
        "required": true,
        "description": "Name of an environment of the configuration",
        "schema": {
          "type": "string"
        }
      },
      "Window": {
        "name": "window",
        "in": "query",
        "description": "Length of the observed window up to now, a whole number with m or h, from 1m to 24h",
        "schema": {
          "type": "string",
          "default": "15m"
        }
      },
      "LookBack": {
        "name": "window",
        "in": "query",
        "description": "How far calls are looked for, a whole number with m or h, from 1m to 24h; below 1h nothing is called unused",
        "schema": {
          "type": "string",
          "default": "6h"
        }
      }
    },
    "responses": {
      "Error": {
        "description": "An error that names the field, the object and the fix",
        "content": {
          "application/json": {
            "schema": {
              "type": "object",
              "required": [
                "error",
                "response"
              ],
              "properties": {
                "error": {
                  "type": "object",
                  "required": [
                    "name",
                    "message"
                  ],
                  "properties": {
                    "name": {
                      "type": "string"
                    },
                    "message": {
                      "type": "string"
                    }
                  }
                },
                "request": {
                  "type": "object"
                },
                "response": {
                  "type": "object",
                  "required": [
                    "statusCode"
                  ],
                  "properties": {
                    "statusCode": {
                      "type": "integer"
                    }
                  }
                }
              }
            }
          }
        }
      }
    },
    "schemas": {
      "Health": {
        "description": "unknown means that no telemetry or no readiness could be read; idle means that nothing called it in the window",
        "type": "string",
        "enum": [
          "ok",
          "degraded",
          "failing",
          "idle",
          "unknown"
        ]
      },
      "SourceState": {
        "type": "object",
        "required": [
          "state"
        ],
        "properties": {
          "state": {
            "type": "string",
            "enum": [
              "live",
              "stale",
              "unavailable"
            ]
          },
          "observedAt": {
            "type": "string",
            "format": "date-time",
            "description": "Time of the newest data"
          },
          "since": {
            "type": "string",
            "format": "date-time",
            "description": "Since when the source has not answered"
          },
          "reason": {
            "type": "string",
            "description": "Why it is not live",
            "in words": null
          },
          "unreadable": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Kinds that the portal may not read, such as peerauthentications.security.istio.io; what they decide is unknown"
          }
        }
      },
      "Sources": {
        "type": "object",
        "required": [
          "kubernetes",
          "telemetry"
        ],
        "properties": {
          "kubernetes": {
            "$ref": "#/components/schemas/SourceState"
          },
          "telemetry": {
            "$ref": "#/components/schemas/SourceState"
          },
          "catalog": {
            "description": "Present when it was asked; without it owners, systems and links to entities are missing",
            "$ref": "#/components/schemas/SourceState"
          },
          "snapshotVersion": {
            "type": "integer",
            "description": "Version of the resource snapshot that was asked"
          }
        }
      },
      "ObjectRef": {
        "type": "object",
        "required": [
          "apiVersion",
          "kind",
          "name"
        ],
        "properties": {
          "apiVersion": {
            "type": "string"
          },
          "kind": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "name": {
            "type": "string"
          }
        }
      },
      "Because": {
        "description": "One object that decided an answer, and how",
        "type": "object",
        "required": [
          "says"
        ],
        "properties": {
          "object": {
            "$ref": "#/components/schemas/ObjectRef"
          },
          "field": {
            "type": "string",
            "description": "Path inside the object, such as spec.mtls.mode"
          },
          "says": {
            "type": "string",
            "description": "One sentence"
          },
          "query": {
            "type": "string",
            "description": "The PromQL query when the decision came from telemetry"
          },
          "line": {
            "type": "integer",
            "description": "Line in the manifest file where known"
          },
          "file": {
            "type": "string"
          }
        }
      },
      "Point": {
        "type": "object",
        "required": [
          "at",
          "value"
        ],
        "properties": {
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "value": {
            "type": [
              "number",
              "null"
            ]
          }
        }
      },
      "CatalogEntity": {
        "type": "object",
        "required": [
          "ref"
        ],
        "properties": {
          "ref": {
            "type": "string",
            "description": "Entity reference, such as component:default/order-service"
          },
          "title": {
            "type": "string"
          },
          "system": {
            "type": "string",
            "description": "Entity reference of the system"
          },
          "owner": {
            "type": "string",
            "description": "Entity reference of the owner"
          }
        }
      },
      "PlacedEntity": {
        "type": "object",
        "required": [
          "ref",
          "services"
        ],
        "properties": {
          "ref": {
            "type": "string",
            "description": "Entity reference"
          },
          "services": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/EntityService"
            }
          }
        }
      },
      "EntityService": {
        "description": "A service that an entity is, as callers dial it and as it calls others",
        "type": "object",
        "required": [
          "namespace",
          "name",
          "kind",
          "host",
          "ports",
          "accounts"
        ],
        "properties": {
          "namespace": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "kind": {
            "type": "string",
            "enum": [
              "service",
              "external"
            ]
          },
          "host": {
            "type": "string"
          },
          "ports": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "number",
                "protocol"
              ],
              "properties": {
                "number": {
                  "type": "integer"
                },
                "name": {
                  "type": "string"
                },
                "protocol": {
                  "type": "string"
                }
              }
            }
          },
          "accounts": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "serviceAccount",
                "identity"
              ],
              "properties": {
                "serviceAccount": {
                  "type": "string"
                },
                "identity": {
                  "type": [
                    "string",
                    "null"
                  ],
                  "description": "Null for pods without a proxy of the mesh"
                }
              }
            }
          }
        }
      },
      "Environment": {
        "type": "object",
        "required": [
          "name",
          "title",
          "mesh",
          "readable",
          "status",
          "attention"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "mesh": {
            "type": "string",
            "description": "The mesh it belongs to, such as EcoTrack"
          },
          "cluster": {
            "type": "string"
          },
          "namespaces": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Present when the environment is only some namespaces of its cluster"
          },
          "readable": {
            "type": "boolean",
            "description": "Whether the caller may read this environment"
          },
          "denied": {
            "type": "string",
            "description": "Why it may not be read and who may",
            "when readable is false": null
          },
          "status": {
            "$ref": "#/components/schemas/Health"
          },
          "attention": {
            "type": "integer",
            "description": "Number of things that need somebody; 0 when not readable"
          },
          "sources": {
            "$ref": "#/components/schemas/Sources"
          }
        }
      },
      "Problem": {
        "type": "object",
        "required": [
          "id",
          "severity",
          "kind",
          "title",
          "detail",
          "because"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "Stable for the same problem on the same subject"
          },
          "severity": {
            "type": "string",
            "enum": [
              "critical",
              "warning",
              "info"
            ]
          },
          "kind": {
            "type": "string",
            "enum": [
              "failing-service",
              "plaintext",
              "certificate",
              "canary",
              "control-plane",
              "sidecar",
              "alert",
              "finding",
              "source"
            ]
          },
          "subject": {
            "type": "object",
            "required": [
              "kind",
              "name"
            ],
            "properties": {
              "kind": {
                "type": "string",
                "enum": [
                  "service",
                  "workload",
                  "canary",
                  "certificate",
                  "component",
                  "object",
                  "source"
                ]
              },
              "namespace": {
                "type": "string"
              },
              "name": {
                "type": "string"
              }
            }
          },
          "title": {
            "type": "string",
            "description": "The subject, such as payment-service"
          },
          "detail": {
            "type": "string",
            "description": "One sentence with figures, such as errors 4.1 % (usually 0.2 %)"
          },
          "since": {
            "type": "string",
            "format": "date-time"
          },
          "because": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Because"
            }
          }
        }
      },
      "Alert": {
        "type": "object",
        "required": [
          "name",
          "severity",
          "labels"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "severity": {
            "type": "string"
          },
          "summary": {
            "type": "string"
          },
          "since": {
            "type": "string",
            "format": "date-time"
          },
          "service": {
            "type": "string",
            "description": "namespace/name when the labels name a service or workload of the mesh"
          },
          "labels": {
            "type": "object",
            "additionalProperties": {
              "type": "string"
            }
          }
        }
      },
      "Component": {
        "description": "A part of the control plane or a gateway",
        "type": "object",
        "required": [
          "name",
          "namespace",
          "role",
          "health",
          "because"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "role": {
            "type": "string",
            "enum": [
              "istiod",
              "ingress-gateway",
              "egress-gateway",
              "edge",
              "other"
            ]
          },
          "version": {
            "type": [
              "string",
              "null"
            ]
          },
          "revision": {
            "type": [
              "string",
              "null"
            ]
          },
          "ready": {
            "type": "integer"
          },
          "desired": {
            "type": "integer"
          },
          "zones": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "health": {
            "$ref": "#/components/schemas/Health"
          },
          "because": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Because"
            }
          }
        }
      },
      "Overview": {
        "type": "object",
        "required": [
          "environment",
          "window",
          "answer",
          "problems",
          "services",
          "requests",
          "encryption",
          "certificates",
          "canaries",
          "controlPlane",
          "alerts",
          "changes",
          "findings",
          "unmatchedEntities",
          "sources"
        ],
        "properties": {
          "environment": {
            "type": "string"
          },
          "window": {
            "type": "string"
          },
          "answer": {
            "type": "string",
            "description": "The first line of the page"
          },
          "problems": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Problem"
            }
          },
          "services": {
            "type": "object",
            "required": [
              "total",
              "ok",
              "degraded",
              "failing",
              "idle",
              "unknown"
            ],
            "properties": {
              "total": {
                "type": "integer"
              },
              "ok": {
                "type": "integer"
              },
              "degraded": {
                "type": "integer"
              },
              "failing": {
                "type": "integer"
              },
              "idle": {
                "type": "integer"
              },
              "unknown": {
                "type": "integer"
              }
            }
          },
          "requests": {
            "type": "object",
            "required": [
              "rate",
              "errorShare",
              "rateSeries",
              "errorSeries"
            ],
            "properties": {
              "rate": {
                "type": [
                  "number",
                  "null"
                ]
              },
              "errorShare": {
                "type": [
                  "number",
                  "null"
                ]
              },
              "rateSeries": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/Point"
                },
                "description": "Last hour"
              },
              "errorSeries": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/Point"
                },
                "description": "Last hour"
              }
            }
          },
          "encryption": {
            "$ref": "#/components/schemas/EncryptionTotals"
          },
          "certificates": {
            "type": "object",
            "required": [
              "expiring",
              "unknown"
            ],
            "properties": {
              "next": {
                "$ref": "#/components/schemas/Certificate"
              },
              "expiring": {
                "type": "integer",
                "description": "Number that will expire within the warning period of the configuration"
              },
              "unknown": {
                "type": "integer",
                "description": "Workloads whose expiry no source tells"
              }
            }
          },
          "canaries": {
            "type": "object",
            "required": [
              "running",
              "trouble"
            ],
            "properties": {
              "running": {
                "type": "integer"
              },
              "trouble": {
                "type": "integer"
              }
            }
          },
          "controlPlane": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Component"
            }
          },
          "alerts": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Alert"
            }
          },
          "changes": {
            "description": "What changed in the last 24 hours, newest first",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ObjectChange"
            }
          },
          "findings": {
            "type": "object",
            "required": [
              "error",
              "warning",
              "info",
              "accepted"
            ],
            "properties": {
              "error": {
                "type": "integer"
              },
              "warning": {
                "type": "integer"
              },
              "info": {
                "type": "integer"
              },
              "accepted": {
                "type": "integer",
                "description": "Those that somebody accepts; they are in no other number"
              }
            }
          },
          "unmatchedEntities": {
            "description": "Catalog entities that say they run in this environment and that no service matches",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/CatalogEntity"
            }
          },
          "sources": {
            "$ref": "#/components/schemas/Sources"
          }
        }
      },
      "ObjectChange": {
        "description": "A workload or an object of the mesh was made, changed or removed",
        "type": "object",
        "required": [
          "at",
          "action",
          "object",
          "says"
        ],
        "properties": {
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "action": {
            "type": "string",
            "enum": [
              "created",
              "changed",
              "removed"
            ]
          },
          "object": {
            "$ref": "#/components/schemas/ObjectRef"
          },
          "says": {
            "type": "string",
            "description": "One sentence"
          }
        }
      },
      "AccessRow": {
        "description": "Who may call a port of a workload; of HTTP requests nothing but the caller is known",
        "type": "object",
        "required": [
          "namespace",
          "workload",
          "port",
          "protocol",
          "openness",
          "access",
          "policies"
        ],
        "properties": {
          "namespace": {
            "type": "string"
          },
          "workload": {
            "type": "string"
          },
          "isEntry": {
            "type": "boolean",
            "description": "Whether clients outside the mesh are meant to call it"
          },
          "port": {
            "type": [
              "integer",
              "null"
            ],
            "description": "Of the pod"
          },
          "protocol": {
            "type": [
              "string",
              "null"
            ]
          },
          "openness": {
            "description": "anyone, also from outside the mesh; mesh, every workload of it; some; nobody; unknown when it depends on the request whether anybody outside gets in",
            "type": "string",
            "enum": [
              "anyone",
              "mesh",
              "some",
              "nobody",
              "unknown"
            ]
          },
          "policies": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ObjectRef"
            }
          },
          "access": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Access"
            }
          }
        }
      },
      "Access": {
        "type": "object",
        "required": [
          "callers",
          "workloads",
          "decision",
          "dependsOn",
          "observedRate",
          "observedFrom",
          "deniedAndSeen"
        ],
        "properties": {
          "callers": {
            "type": "string",
            "description": "Such as order-service in shop"
          },
          "workloads": {
            "type": "array",
            "description": "Empty for callers outside the mesh, and for all that no other entry names",
            "items": {
              "$ref": "#/components/schemas/ObjectRef"
            }
          },
          "decision": {
            "type": "string",
            "enum": [
              "allow",
              "deny",
              "depends"
            ]
          },
          "dependsOn": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "decidedBy": {
            "$ref": "#/components/schemas/Because"
          },
          "observedRate": {
            "type": [
              "number",
              "null"
            ],
            "description": "Requests per second that were seen from these callers to any port of the workload; Istio's metrics carry no port"
          },
          "observedFrom": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Which of these callers were seen"
          },
          "deniedAndSeen": {
            "type": "boolean",
            "description": "Whether they were seen although every port of the workload denies them"
          }
        }
      },
      "Finding": {
        "description": "Something about the resources that somebody should know",
        "type": "object",
        "required": [
          "code",
          "severity",
          "title",
          "message",
          "fix",
          "because"
        ],
        "properties": {
          "code": {
            "type": "string",
            "description": "Stable, such as MESH2001"
          },
          "severity": {
            "type": "string",
            "enum": [
              "error",
              "warning",
              "info"
            ]
          },
          "title": {
            "type": "string",
            "description": "The kind of thing in a few words"
          },
          "object": {
            "$ref": "#/components/schemas/ObjectRef"
          },
          "field": {
            "type": "string",
            "description": "Path inside the object"
          },
          "file": {
            "type": "string"
          },
          "line": {
            "type": "integer",
            "description": "In the manifest file, or in the YAML of the object where no file is known"
          },
          "message": {
            "type": "string"
          },
          "fix": {
            "type": "string",
            "description": "How to mend it"
          },
          "because": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Because"
            }
          },
          "sameAs": {
            "description": "Codes of the same thing in Kiali and istioctl",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "accepted": {
            "$ref": "#/components/schemas/FindingException"
          },
          "notAccepted": {
            "type": "string",
            "description": "Why an exception that is written down does not count: it ended, or gives no reason"
          }
        }
      },
      "ReadinessState": {
        "description": "blocked means that a proxy would not come or not work; unknown that nobody can tell from here",
        "type": "string",
        "enum": [
          "ready",
          "warning",
          "blocked",
          "unknown"
        ]
      },
      "ReadinessMend": {
        "description": "A change that mends something, with what is known of its parameters, and whether the caller may propose it",
        "type": "object",
        "required": [
          "label",
          "template",
          "parameters",
          "allowed"
        ],
        "properties": {
          "label": {
            "type": "string",
            "description": "The verb and the object, for a button"
          },
          "template": {
            "type": "string",
            "description": "Id of a change template"
          },
          "parameters": {
            "type": "object",
            "additionalProperties": true
          },
          "allowed": {
            "type": "boolean"
          },
          "reason": {
            "type": "string",
            "description": "Why not, and who may"
          }
        }
      },
      "ReadinessItem": {
        "description": "One thing that is looked at before a workload gets a proxy",
        "type": "object",
        "required": [
          "id",
          "state",
          "title",
          "says",
          "because"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "Stable while the cause is, such as port-protocol/orders:8080"
          },
          "state": {
            "$ref": "#/components/schemas/ReadinessState"
          },
          "title": {
            "type": "string"
          },
          "says": {
            "type": "string",
            "description": "What is so, why it matters, and how to mend it"
          },
          "because": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Because"
            }
          },
          "mend": {
            "$ref": "#/components/schemas/ReadinessMend"
          }
        }
      },
      "WorkloadReadiness": {
        "type": "object",
        "required": [
          "namespace",
          "kind",
          "name",
          "object",
          "mesh",
          "services",
          "state",
          "counts"
        ],
        "properties": {
          "namespace": {
            "type": "string"
          },
          "kind": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "object": {
            "$ref": "#/components/schemas/ObjectRef"
          },
          "mesh": {
            "description": "Whether its pods have a proxy, or by the labels will have one",
            "type": "string",
            "enum": [
              "in",
              "partly",
              "out",
              "unknown"
            ]
          },
          "services": {
            "description": "Names of the Services that lead to it",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "state": {
            "$ref": "#/components/schemas/ReadinessState"
          },
          "worst": {
            "type": "string",
            "description": "What is looked at in its worst item, such as Probes; absent where all is ready"
          },
          "counts": {
            "description": "Items by state",
            "type": "object",
            "required": [
              "ready",
              "warning",
              "blocked",
              "unknown"
            ],
            "properties": {
              "ready": {
                "type": "integer"
              },
              "warning": {
                "type": "integer"
              },
              "blocked": {
                "type": "integer"
              },
              "unknown": {
                "type": "integer"
              }
            }
          },
          "onboard": {
            "description": "The change that takes it into the mesh; absent where it is in already, or where no change can",
            "$ref": "#/components/schemas/ReadinessMend"
          }
        }
      },
      "FindingException": {
        "description": "Somebody accepts a finding; it is kept, and counts for nothing",
        "type": "object",
        "required": [
          "reason",
          "object",
          "field"
        ],
        "properties": {
          "reason": {
            "type": "string"
          },
          "until": {
            "type": "string",
            "description": "The last day on which it counts, UTC; absent for ever"
          },
          "object": {
            "$ref": "#/components/schemas/ObjectRef"
          },
          "field": {
            "type": "string",
            "description": "Path of the annotation inside the object"
          },
          "file": {
            "type": "string"
          },
          "line": {
            "type": "integer"
          }
        }
      },
      "MeshObject": {
        "type": "object",
        "required": [
          "object",
          "yaml",
          "findings",
          "services",
          "sources"
        ],
        "properties": {
          "object": {
            "$ref": "#/components/schemas/ObjectRef"
          },
          "yaml": {
            "type": "string"
          },
          "file": {
            "type": "string",
            "description": "Where it was read from"
          },
          "line": {
            "type": "integer"
          },
          "findings": {
            "description": "Lines are those of yaml",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Finding"
            }
          },
          "services": {
            "description": "Services that it touches",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "namespace",
                "name"
              ],
              "properties": {
                "namespace": {
                  "type": "string"
                },
                "name": {
                  "type": "string"
                }
              }
            }
          },
          "sources": {
            "$ref": "#/components/schemas/Sources"
          }
        }
      },
      "EncryptionTotals": {
        "type": "object",
        "required": [
          "mtlsShare",
          "plaintextRate",
          "services"
        ],
        "properties": {
          "mtlsShare": {
            "type": [
              "number",
              "null"
            ],
            "description": "Observed share of requests that arrived over mTLS",
            "from the server side": null
          },
          "plaintextRate": {
            "type": [
              "number",
              "null"
            ],
            "description": "Observed plaintext requests per second"
          },
          "services": {
            "type": "object",
            "description": "Services by their configured mode, each by its weakest port",
            "required": [
              "strict",
              "permissive",
              "plaintext",
              "unknown"
            ],
            "properties": {
              "strict": {
                "type": "integer"
              },
              "permissive": {
                "type": "integer"
              },
              "plaintext": {
                "type": "integer"
              },
              "unknown": {
                "type": "integer"
              }
            }
          }
        }
      },
      "Topology": {
        "type": "object",
        "required": [
          "environment",
          "window",
          "answer",
          "nodes",
          "edges",
          "sources",
          "queries"
        ],
        "properties": {
          "environment": {
            "type": "string"
          },
          "window": {
            "type": "string"
          },
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "answer": {
            "type": "string"
          },
          "nodes": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TopologyNode"
            }
          },
          "edges": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TopologyEdge"
            }
          },
          "sources": {
            "$ref": "#/components/schemas/Sources"
          },
          "queries": {
            "type": "integer",
            "description": "Number of Prometheus queries that this graph cost"
          }
        }
      },
      "TopologyNode": {
        "type": "object",
        "required": [
          "id",
          "kind",
          "name",
          "health",
          "requestRate",
          "errorShare",
          "versions",
          "badges",
          "because"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "kind:namespace/name"
          },
          "kind": {
            "description": "service is a Kubernetes service, workload one that no service selects, unknown a peer that the metrics do not name",
            "type": "string",
            "enum": [
              "service",
              "workload",
              "gateway",
              "edge",
              "datastore",
              "external",
              "unknown"
            ]
          },
          "namespace": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "health": {
            "$ref": "#/components/schemas/Health"
          },
          "requestRate": {
            "type": [
              "number",
              "null"
            ],
            "description": "Requests per second that it serves"
          },
          "errorShare": {
            "type": [
              "number",
              "null"
            ]
          },
          "meanLatency": {
            "type": [
              "number",
              "null"
            ]
          },
          "byteRate": {
            "type": [
              "number",
              "null"
            ],
            "description": "Bytes per second over plain TCP"
          },
          "versions": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/VersionTraffic"
            }
          },
          "badges": {
            "type": "array",
            "items": {
              "type": "string",
              "enum": [
                "no-sidecar",
                "partial-sidecar",
                "canary",
                "circuit-breaker",
                "permissive",
                "plaintext",
                "authorization",
                "fault",
                "not-ready"
              ]
            }
          },
          "entity": {
            "$ref": "#/components/schemas/CatalogEntity"
          },
          "because": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Because"
            }
          }
        }
      },
      "VersionTraffic": {
        "type": "object",
        "required": [
          "version",
          "workload",
          "requestRate",
          "errorShare",
          "meanLatency"
        ],
        "properties": {
          "version": {
            "type": "string"
          },
          "workload": {
            "type": "string"
          },
          "declaredWeight": {
            "type": [
              "number",
              "null"
            ],
            "description": "Share 0..1 that the routes declare"
          },
          "requestRate": {
            "type": [
              "number",
              "null"
            ]
          },
          "errorShare": {
            "type": [
              "number",
              "null"
            ]
          },
          "meanLatency": {
            "type": [
              "number",
              "null"
            ]
          }
        }
      },
      "TopologyEdge": {
        "type": "object",
        "required": [
          "id",
          "source",
          "target",
          "protocol",
          "requestRate",
          "errorShare",
          "meanLatency",
          "byteRate",
          "encryption"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "source": {
            "type": "string"
          },
          "target": {
            "type": "string"
          },
          "protocol": {
            "type": "string",
            "enum": [
              "http",
              "grpc",
              "tcp",
              "unknown"
            ]
          },
          "requestRate": {
            "type": [
              "number",
              "null"
            ]
          },
          "errorShare": {
            "type": [
              "number",
              "null"
            ]
          },
          "meanLatency": {
            "type": [
              "number",
              "null"
            ]
          },
          "byteRate": {
            "type": [
              "number",
              "null"
            ]
          },
          "errors": {
            "description": "What the errors were",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "code",
                "flags",
                "rate"
              ],
              "properties": {
                "code": {
                  "type": "string"
                },
                "flags": {
                  "type": "string",
                  "description": "Envoy's response flags, - when none"
                },
                "rate": {
                  "type": "number"
                }
              }
            }
          },
          "encryption": {
            "$ref": "#/components/schemas/ObservedEncryption"
          }
        }
      },
      "ObservedEncryption": {
        "type": "object",
        "required": [
          "state",
          "mtlsShare"
        ],
        "properties": {
          "state": {
            "type": "string",
            "enum": [
              "mtls",
              "plaintext",
              "mixed",
              "unknown"
            ]
          },
          "mtlsShare": {
            "type": [
              "number",
              "null"
            ]
          },
          "reason": {
            "type": "string",
            "description": "Why it is unknown"
          }
        }
      },
      "Latency": {
        "type": "object",
        "required": [
          "service",
          "p50",
          "p95",
          "p99"
        ],
        "properties": {
          "service": {
            "type": "string"
          },
          "p50": {
            "type": [
              "number",
              "null"
            ]
          },
          "p95": {
            "type": [
              "number",
              "null"
            ]
          },
          "p99": {
            "type": [
              "number",
              "null"
            ]
          }
        }
      },
      "Certificate": {
        "type": "object",
        "required": [
          "subject",
          "source",
          "expiresAt"
        ],
        "properties": {
          "subject": {
            "type": "string",
            "description": "Whose certificate: a workload, a CA or a cert-manager Certificate"
          },
          "source": {
            "type": "string",
            "enum": [
              "agent",
              "ca",
              "cert-manager",
              "unknown"
            ]
          },
          "expiresAt": {
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "reason": {
            "type": "string",
            "description": "Why the expiry is unknown"
          }
        }
      },
      "MtlsConfigured": {
        "type": "object",
        "required": [
          "mode",
          "because"
        ],
        "properties": {
          "mode": {
            "description": "Effective mode for callers; plaintext when there is no proxy to terminate TLS or mTLS is disabled",
            "type": "string",
            "enum": [
              "strict",
              "permissive",
              "plaintext",
              "unknown"
            ]
          },
          "because": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Because"
            }
          }
        }
      },
      "MtlsCaller": {
        "type": "object",
        "required": [
          "name",
          "requestRate",
          "byteRate",
          "encryption"
        ],
        "properties": {
          "namespace": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "principal": {
            "type": [
              "string",
              "null"
            ]
          },
          "requestRate": {
            "type": [
              "number",
              "null"
            ]
          },
          "byteRate": {
            "type": [
              "number",
              "null"
            ]
          },
          "encryption": {
            "type": "string",
            "enum": [
              "mtls",
              "plaintext",
              "unknown"
            ]
          }
        }
      },
      "MtlsRow": {
        "type": "object",
        "required": [
          "namespace",
          "service",
          "port",
          "configured",
          "observed",
          "sidecar",
          "identities",
          "certificate"
        ],
        "properties": {
          "namespace": {
            "type": "string"
          },
          "service": {
            "type": "string"
          },
          "port": {
            "type": "object",
            "required": [
              "number",
              "protocol"
            ],
            "properties": {
              "number": {
                "type": "integer"
              },
              "name": {
                "type": "string"
              },
              "protocol": {
                "type": "string"
              },
              "targetPort": {
                "type": [
                  "integer",
                  "null"
                ]
              }
            }
          },
          "configured": {
            "$ref": "#/components/schemas/MtlsConfigured"
          },
          "observed": {
            "description": "Of the whole service, since Istio's metrics carry no destination port",
            "type": "object",
            "required": [
              "mtlsShare",
              "plaintextShare",
              "plaintextRate",
              "callers"
            ],
            "properties": {
              "mtlsShare": {
                "type": [
                  "number",
                  "null"
                ]
              },
              "plaintextShare": {
                "type": [
                  "number",
                  "null"
                ]
              },
              "plaintextRate": {
                "type": [
                  "number",
                  "null"
                ]
              },
              "reason": {
                "type": "string",
                "description": "Why it is unknown"
              },
              "callers": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/MtlsCaller"
                }
              }
            }
          },
          "sidecar": {
            "type": "object",
            "required": [
              "state",
              "injected",
              "pods"
            ],
            "properties": {
              "state": {
                "type": "string",
                "enum": [
                  "all",
                  "some",
                  "none",
                  "gateway",
                  "ambient",
                  "unknown"
                ]
              },
              "injected": {
                "type": "integer"
              },
              "pods": {
                "type": "integer"
              },
              "because": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/Because"
                }
              }
            }
          },
          "identities": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "spiffe",
                "sharedWith"
              ],
              "properties": {
                "spiffe": {
                  "type": [
                    "string",
                    "null"
                  ]
                },
                "workload": {
                  "type": "string"
                },
                "sharedWith": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  },
                  "description": "Other workloads with the same identity"
                },
                "reason": {
                  "type": "string"
                }
              }
            }
          },
          "certificate": {
            "$ref": "#/components/schemas/Certificate"
          }
        }
      },
      "Mtls": {
        "type": "object",
        "required": [
          "environment",
          "window",
          "answer",
          "totals",
          "namespaces",
          "items",
          "authorities",
          "sources"
        ],
        "properties": {
          "environment": {
            "type": "string"
          },
          "window": {
            "type": "string"
          },
          "answer": {
            "type": "string"
          },
          "totals": {
            "$ref": "#/components/schemas/EncryptionTotals"
          },
          "namespaces": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "namespace",
                "strict",
                "permissive",
                "plaintext",
                "unknown"
              ],
              "properties": {
                "namespace": {
                  "type": "string"
                },
                "strict": {
                  "type": "integer"
                },
                "permissive": {
                  "type": "integer"
                },
                "plaintext": {
                  "type": "integer"
                },
                "unknown": {
                  "type": "integer"
                }
              }
            }
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/MtlsRow"
            }
          },
          "authorities": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Certificate"
            }
          },
          "sources": {
            "$ref": "#/components/schemas/Sources"
          }
        }
      },
      "Split": {
        "type": "object",
        "required": [
          "version",
          "weight"
        ],
        "properties": {
          "version": {
            "type": "string",
            "description": "Subset or version"
          },
          "workload": {
            "type": "string"
          },
          "weight": {
            "type": "number",
            "description": "Share 0..1"
          },
          "low": {
            "type": "number",
            "description": "Lower end of the 95 % interval"
          },
          "high": {
            "type": "number",
            "description": "Upper end of the 95 % interval"
          }
        }
      },
      "Canary": {
        "type": "object",
        "required": [
          "id",
          "namespace",
          "service",
          "source",
          "phase",
          "rawPhase",
          "strategy",
          "traffic",
          "impact",
          "declared",
          "applied",
          "observed",
          "arms",
          "because",
          "verdict",
          "comparison",
          "inTrouble"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "service": {
            "type": "string"
          },
          "source": {
            "type": "string",
            "enum": [
              "virtualservice",
              "httproute",
              "argo-rollouts",
              "flagger"
            ]
          },
          "object": {
            "$ref": "#/components/schemas/ObjectRef"
          },
          "phase": {
            "type": "string",
            "enum": [
              "Idle",
              "Initializing",
              "AwaitingStart",
              "Progressing",
              "Paused",
              "AwaitingPromotion",
              "Promoting",
              "Finalizing",
              "Succeeded",
              "Aborted",
              "Failed",
              "Invalid",
              "Unknown"
            ]
          },
          "rawPhase": {
            "type": "string"
          },
          "strategy": {
            "type": "string",
            "enum": [
              "weight",
              "header",
              "mirror",
              "blue-green",
              "replica-only"
            ]
          },
          "traffic": {
            "type": "string",
            "enum": [
              "all-stable",
              "split",
              "all-canary",
              "unknown"
            ]
          },
          "impact": {
            "type": "string",
            "enum": [
              "none",
              "serving-ok",
              "serving-degraded",
              "unknown"
            ]
          },
          "since": {
            "type": "string",
            "format": "date-time"
          },
          "sinceReason": {
            "type": "string",
            "description": "What the since time was read from",
            "or why it is unknown": null
          },
          "matches": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Header and cookie matches that select a version, in words"
          },
          "declared": {
            "type": [
              "array",
              "null"
            ],
            "items": {
              "$ref": "#/components/schemas/Split"
            },
            "description": "What the controller or plan asks for"
          },
          "applied": {
            "type": [
              "array",
              "null"
            ],
            "items": {
              "$ref": "#/components/schemas/Split"
            },
            "description": "What the routes say"
          },
          "observed": {
            "type": [
              "array",
              "null"
            ],
            "items": {
              "$ref": "#/components/schemas/Split"
            },
            "description": "What the servers counted in the window"
          },
          "observedRequests": {
            "type": [
              "number",
              "null"
            ],
            "description": "Requests in the window behind the observed split"
          },
          "steps": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "label",
                "state"
              ],
              "properties": {
                "label": {
                  "type": "string"
                },
                "state": {
                  "type": "string",
                  "enum": [
                    "done",
                    "current",
                    "todo"
                  ]
                }
              }
            }
          },
          "arms": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/CanaryArm"
            }
          },
          "reason": {
            "type": "string",
            "description": "Why it failed or waits",
            "from the controller": null,
            "where it says so": null
          },
          "verdict": {
            "type": "string",
            "description": "One sentence"
          },
          "comparison": {
            "description": "What the errors of both versions say; none when only one gets requests",
            "type": "string",
            "enum": [
              "worse",
              "slightly-worse",
              "better",
              "alike",
              "inconclusive",
              "none"
            ]
          },
          "inTrouble": {
            "type": "boolean",
            "description": "Whether somebody should look at it"
          },
          "because": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Because"
            }
          }
        }
      },
      "CanaryArm": {
        "type": "object",
        "required": [
          "version",
          "role",
          "requestRate",
          "errorShare",
          "meanLatency",
          "p95"
        ],
        "properties": {
          "version": {
            "type": "string"
          },
          "workload": {
            "type": "string"
          },
          "role": {
            "type": "string",
            "enum": [
              "stable",
              "canary",
              "other"
            ]
          },
          "requestRate": {
            "type": [
              "number",
              "null"
            ]
          },
          "errorShare": {
            "type": [
              "number",
              "null"
            ]
          },
          "meanLatency": {
            "type": [
              "number",
              "null"
            ]
          },
          "p95": {
            "type": [
              "number",
              "null"
            ]
          },
          "ready": {
            "type": "integer"
          },
          "desired": {
            "type": "integer"
          }
        }
      },
      "ServiceSummary": {
        "type": "object",
        "required": [
          "namespace",
          "name",
          "kind",
          "health",
          "detail",
          "requestRate",
          "errorShare",
          "meanLatency",
          "versions",
          "configuredMtls",
          "sidecar"
        ],
        "properties": {
          "namespace": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "kind": {
            "type": "string",
            "enum": [
              "service",
              "workload",
              "gateway",
              "edge",
              "datastore",
              "external"
            ]
          },
          "health": {
            "$ref": "#/components/schemas/Health"
          },
          "detail": {
            "type": "string",
            "description": "One sentence"
          },
          "requestRate": {
            "type": [
              "number",
              "null"
            ]
          },
          "errorShare": {
            "type": [
              "number",
              "null"
            ]
          },
          "meanLatency": {
            "type": [
              "number",
              "null"
            ]
          },
          "byteRate": {
            "type": [
              "number",
              "null"
            ]
          },
          "versions": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "configuredMtls": {
            "type": "string",
            "enum": [
              "strict",
              "permissive",
              "plaintext",
              "unknown"
            ]
          },
          "sidecar": {
            "type": "string",
            "enum": [
              "all",
              "some",
              "none",
              "gateway",
              "ambient",
              "unknown"
            ]
          },
          "entity": {
            "$ref": "#/components/schemas/CatalogEntity"
          }
        }
      },
      "Signals": {
        "description": "Golden signals of one version, or of all when version is absent",
        "type": "object",
        "required": [
          "requestRate",
          "errorShare",
          "p50",
          "p95",
          "p99",
          "rateSeries",
          "errorSeries",
          "latencySeries"
        ],
        "properties": {
          "version": {
            "type": "string"
          },
          "requestRate": {
            "type": [
              "number",
              "null"
            ]
          },
          "errorShare": {
            "type": [
              "number",
              "null"
            ]
          },
          "p50": {
            "type": [
              "number",
              "null"
            ]
          },
          "p95": {
            "type": [
              "number",
              "null"
            ]
          },
          "p99": {
            "type": [
              "number",
              "null"
            ]
          },
          "rateSeries": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Point"
            }
          },
          "errorSeries": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Point"
            }
          },
          "latencySeries": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Point"
            },
            "description": "Mean latency"
          }
        }
      },
      "Saturation": {
        "description": "CPU and memory of the pods, proxy and application apart; null where the metrics are absent",
        "type": "object",
        "required": [
          "proxyCpu",
          "proxyMemory",
          "appCpu",
          "appMemory"
        ],
        "properties": {
          "proxyCpu": {
            "type": [
              "number",
              "null"
            ],
            "description": "Cores"
          },
          "proxyMemory": {
            "type": [
              "number",
              "null"
            ],
            "description": "Bytes"
          },
          "appCpu": {
            "type": [
              "number",
              "null"
            ]
          },
          "appMemory": {
            "type": [
              "number",
              "null"
            ]
          }
        }
      },
      "WorkloadSummary": {
        "type": "object",
        "required": [
          "kind",
          "name",
          "version",
          "ready",
          "desired",
          "sidecar",
          "identity",
          "podNames"
        ],
        "properties": {
          "kind": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "version": {
            "type": "string"
          },
          "ready": {
            "type": "integer"
          },
          "desired": {
            "type": "integer"
          },
          "sidecar": {
            "type": "string",
            "enum": [
              "all",
              "some",
              "none",
              "gateway",
              "ambient",
              "unknown"
            ]
          },
          "identity": {
            "type": [
              "string",
              "null"
            ]
          },
          "podNames": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "Service": {
        "type": "object",
        "required": [
          "environment",
          "window",
          "namespace",
          "name",
          "kind",
          "host",
          "health",
          "answer",
          "problems",
          "signals",
          "saturation",
          "neighbours",
          "mtls",
          "canaries",
          "workloads",
          "objects",
          "findings",
          "alerts",
          "sources"
        ],
        "properties": {
          "environment": {
            "type": "string"
          },
          "window": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "kind": {
            "type": "string",
            "enum": [
              "service",
              "workload",
              "gateway",
              "edge",
              "datastore",
              "external"
            ]
          },
          "host": {
            "type": "string"
          },
          "health": {
            "$ref": "#/components/schemas/Health"
          },
          "answer": {
            "type": "string"
          },
          "problems": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Problem"
            }
          },
          "signals": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Signals"
            },
            "description": "First the whole service",
            "then each version": null
          },
          "saturation": {
            "$ref": "#/components/schemas/Saturation"
          },
          "neighbours": {
            "type": "object",
            "required": [
              "nodes",
              "edges"
            ],
            "properties": {
              "nodes": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/TopologyNode"
                }
              },
              "edges": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/TopologyEdge"
                }
              }
            }
          },
          "mtls": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/MtlsRow"
            }
          },
          "canaries": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Canary"
            }
          },
          "workloads": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/WorkloadSummary"
            }
          },
          "objects": {
            "description": "Mesh objects that touch this service",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ObjectRef"
            }
          },
          "findings": {
            "description": "Of the service, its workloads and the objects that touch it",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Finding"
            }
          },
          "alerts": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Alert"
            }
          },
          "entity": {
            "$ref": "#/components/schemas/CatalogEntity"
          },
          "links": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "title",
                "url"
              ],
              "properties": {
                "title": {
                  "type": "string"
                },
                "url": {
                  "type": "string"
                }
              }
            }
          },
          "sources": {
            "$ref": "#/components/schemas/Sources"
          }
        }
      },
      "Onboarding": {
        "description": "The way of a service into the mesh. A step is done by live evidence alone.",
        "type": "object",
        "required": [
          "environment",
          "window",
          "namespace",
          "service",
          "says",
          "state",
          "steps",
          "sources"
        ],
        "properties": {
          "environment": {
            "type": "string"
          },
          "window": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "service": {
            "type": "string"
          },
          "says": {
            "type": "string",
            "description": "One sentence: where it stands, and what it waits for"
          },
          "state": {
            "type": "string",
            "enum": [
              "onboarded",
              "in-progress",
              "not-started",
              "unknown"
            ]
          },
          "since": {
            "type": "string",
            "format": "date-time",
            "description": "Since when it is in the mesh, where a change tells it"
          },
          "steps": {
            "type": "array",
            "description": "Empty for a host outside the mesh",
            "items": {
              "$ref": "#/components/schemas/OnboardingStep"
            }
          },
          "sources": {
            "$ref": "#/components/schemas/Sources"
          }
        }
      },
      "OnboardingStep": {
        "type": "object",
        "required": [
          "id",
          "title",
          "state",
          "says",
          "because"
        ],
        "properties": {
          "id": {
            "type": "string",
            "enum": [
              "proposed",
              "merged",
              "synced",
              "proxies",
              "identity",
              "ports",
              "encryption",
              "encryption-observed",
              "access",
              "access-observed",
              "traffic",
              "dependencies",
              "alerts"
            ]
          },
          "title": {
            "type": "string"
          },
          "state": {
            "type": "string",
            "enum": [
              "done",
              "waiting",
              "failed",
              "unknown",
              "not-needed"
            ]
          },
          "says": {
            "type": "string",
            "description": "One sentence"
          },
          "since": {
            "type": "string",
            "format": "date-time"
          },
          "because": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Because"
            }
          },
          "change": {
            "type": "string",
            "description": "Id of the change that tells it"
          },
          "pullRequest": {
            "type": "object",
            "required": [
              "number",
              "url"
            ],
            "properties": {
              "number": {
                "type": "integer"
              },
              "url": {
                "type": "string"
              }
            }
          },
          "next": {
            "type": "object",
            "description": "What to do now: a page to go to, or a change to ask for",
            "required": [
              "title"
            ],
            "properties": {
              "title": {
                "type": "string",
                "description": "The verb and the object"
              },
              "url": {
                "type": "string"
              },
              "change": {
                "type": "object",
                "required": [
                  "template",
                  "parameters"
                ],
                "properties": {
                  "template": {
                    "type": "string"
                  },
                  "parameters": {
                    "type": "object",
                    "additionalProperties": true
                  }
                }
              }
            }
          }
        }
      },
      "DependencyState": {
        "description": "undeclared: seen and declared nowhere. unseen: declared and not seen in the window. confirmed: both. unknown: declared, and nobody can tell whether it is called",
        "type": "string",
        "enum": [
          "undeclared",
          "unseen",
          "confirmed",
          "unknown"
        ]
      },
      "DependencyFigures": {
        "type": "object",
        "required": [
          "state",
          "requestRate",
          "byteRate",
          "lastSeen",
          "because"
        ],
        "properties": {
          "state": {
            "$ref": "#/components/schemas/DependencyState"
          },
          "requestRate": {
            "type": [
              "number",
              "null"
            ],
            "description": "Null for calls over TCP and where none was seen"
          },
          "byteRate": {
            "type": [
              "number",
              "null"
            ]
          },
          "lastSeen": {
            "type": [
              "string",
              "null"
            ],
            "format": "date-time",
            "description": "End of the slice of the window in which the last call was seen; a slice is a twenty-fourth of the window or 5 minutes"
          },
          "reason": {
            "type": "string",
            "description": "Why it is unknown"
          },
          "because": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Because"
            }
          }
        }
      },
      "Dependency": {
        "allOf": [
          {
            "$ref": "#/components/schemas/DependencyFigures"
          },
          {
            "type": "object",
            "required": [
              "source",
              "target",
              "declaredBy"
            ],
            "properties": {
              "source": {
                "$ref": "#/components/schemas/CatalogEntity"
              },
              "target": {
                "$ref": "#/components/schemas/CatalogEntity"
              },
              "declaredBy": {
                "type": "array",
                "items": {
                  "type": "string"
                },
                "description": "Fields that declare it, such as dependsOn or consumesApis: payment"
              }
            }
          }
        ]
      },
      "EntityDependencies": {
        "type": "object",
        "required": [
          "entity",
          "window",
          "answer",
          "items",
          "environments"
        ],
        "properties": {
          "entity": {
            "$ref": "#/components/schemas/CatalogEntity"
          },
          "window": {
            "type": "string"
          },
          "answer": {
            "type": "string"
          },
          "items": {
            "type": "array",
            "description": "What asks for attention first",
            "items": {
              "type": "object",
              "required": [
                "target",
                "declaredBy",
                "state",
                "environments"
              ],
              "properties": {
                "target": {
                  "$ref": "#/components/schemas/CatalogEntity"
                },
                "declaredBy": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "state": {
                  "$ref": "#/components/schemas/DependencyState"
                },
                "reason": {
                  "type": "string",
                  "description": "Why it is unknown"
                },
                "environments": {
                  "type": "array",
                  "description": "Those in which the entity runs",
                  "items": {
                    "allOf": [
                      {
                        "$ref": "#/components/schemas/DependencyFigures"
                      },
                      {
                        "type": "object",
                        "required": [
                          "environment"
                        ],
                        "properties": {
                          "environment": {
                            "type": "string"
                          }
                        }
                      }
                    ]
                  }
                }
              }
            }
          },
          "environments": {
            "type": "array",
            "description": "Environments that were asked",
            "items": {
              "type": "object",
              "required": [
                "environment",
                "hasEntity",
                "sources"
              ],
              "properties": {
                "environment": {
                  "type": "string"
                },
                "hasEntity": {
                  "type": "boolean",
                  "description": "Whether a service or workload of it is the entity"
                },
                "sources": {
                  "$ref": "#/components/schemas/Sources"
                }
              }
            }
          },
          "denied": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Environments that were not asked since the caller may not read them"
          }
        }
      },
      "UncataloguedService": {
        "type": "object",
        "required": [
          "namespace",
          "name",
          "kind",
          "sidecar",
          "requestRate",
          "byteRate",
          "lastSeen",
          "calls",
          "calledBy",
          "snippet",
          "because"
        ],
        "properties": {
          "namespace": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "kind": {
            "type": "string",
            "enum": [
              "service",
              "workload",
              "gateway",
              "edge",
              "datastore",
              "external"
            ]
          },
          "sidecar": {
            "type": "string",
            "enum": [
              "all",
              "some",
              "none",
              "gateway",
              "ambient",
              "unknown"
            ]
          },
          "requestRate": {
            "type": [
              "number",
              "null"
            ],
            "description": "Of what it serves; of what it asks others where it serves nobody"
          },
          "byteRate": {
            "type": [
              "number",
              "null"
            ]
          },
          "lastSeen": {
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "calls": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Names of what it was seen to call"
          },
          "calledBy": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "snippet": {
            "type": "string",
            "description": "A catalog-info.yaml for it. What nobody but its owner knows is marked"
          },
          "because": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Because"
            }
          }
        }
      },
      "EntityElsewhere": {
        "type": "object",
        "required": [
          "entity",
          "state",
          "foundIn",
          "says"
        ],
        "properties": {
          "entity": {
            "$ref": "#/components/schemas/CatalogEntity"
          },
          "state": {
            "type": "string",
            "enum": [
              "nowhere",
              "elsewhere",
              "unknown"
            ],
            "description": "elsewhere: another environment has it. unknown: an environment could not be asked"
          },
          "foundIn": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Environments that have it",
            "of those that the caller may read": null
          },
          "says": {
            "type": "string",
            "description": "What it names",
            "and where that is": null
          }
        }
      },
      "AmbiguousService": {
        "type": "object",
        "required": [
          "namespace",
          "name",
          "entities",
          "says"
        ],
        "properties": {
          "namespace": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "entities": {
            "type": "array",
            "description": "Those that name it; the first stands for it",
            "items": {
              "$ref": "#/components/schemas/CatalogEntity"
            }
          },
          "says": {
            "type": "string"
          }
        }
      },
      "CatalogReport": {
        "type": "object",
        "required": [
          "environment",
          "window",
          "answer",
          "coverage",
          "confirmed",
          "undeclared",
          "unused",
          "services",
          "entities",
          "ambiguous",
          "sources"
        ],
        "properties": {
          "environment": {
            "type": "string"
          },
          "window": {
            "type": "string"
          },
          "answer": {
            "type": "string"
          },
          "coverage": {
            "type": "object",
            "required": [
              "seconds",
              "says"
            ],
            "properties": {
              "seconds": {
                "type": "integer",
                "description": "How much of the window the telemetry tells of"
              },
              "says": {
                "type": "string"
              }
            }
          },
          "confirmed": {
            "type": "integer",
            "description": "Dependencies that are declared and seen"
          },
          "undeclared": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Dependency"
            },
            "description": "Busiest first"
          },
          "unused": {
            "type": "array",
            "description": "Declared and not seen, then those of which nobody can tell",
            "items": {
              "$ref": "#/components/schemas/Dependency"
            }
          },
          "services": {
            "type": "array",
            "description": "Services and workloads that no entity names",
            "items": {
              "$ref": "#/components/schemas/UncataloguedService"
            }
          },
          "entities": {
            "type": "array",
            "description": "Entities that name a service or workload which the environment does not have",
            "items": {
              "$ref": "#/components/schemas/EntityElsewhere"
            }
          },
          "ambiguous": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AmbiguousService"
            }
          },
          "unknown": {
            "type": "string",
            "description": "Why nothing can be compared; present when the catalog or the cluster never answered"
          },
          "sources": {
            "$ref": "#/components/schemas/Sources"
          }
        }
      },
      "ChangeTemplate": {
        "type": "object",
        "required": [
          "id",
          "version",
          "topic",
          "title",
          "summary",
          "description",
          "timeBoxed",
          "parameters"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "version": {
            "type": "integer"
          },
          "topic": {
            "type": "string",
            "enum": [
              "traffic",
              "security",
              "edges"
            ]
          },
          "title": {
            "type": "string"
          },
          "summary": {
            "type": "string"
          },
          "description": {
            "type": "string",
            "description": "Markdown"
          },
          "timeBoxed": {
            "type": "boolean",
            "description": "Whether the change must carry an end"
          },
          "parameters": {
            "description": "JSON Schema, draft 7; `x-picker` names what of the mesh a field stands for",
            "type": "object",
            "additionalProperties": true
          }
        }
      },
      "ChangeRequest": {
        "type": "object",
        "required": [
          "template",
          "parameters"
        ],
        "additionalProperties": false,
        "properties": {
          "template": {
            "type": "string"
          },
          "parameters": {
            "type": "object",
            "additionalProperties": true
          },
          "reason": {
            "type": "string",
            "maxLength": 2000,
            "description": "Why; stands in the pull request"
          },
          "expiresAt": {
            "type": "string",
            "format": "date-time",
            "description": "End of a time-boxed change"
          },
          "acknowledgeUnknown": {
            "type": "boolean",
            "default": false,
            "description": "The effect is not known in part",
            "and the caller has seen this": null
          },
          "draft": {
            "type": "boolean",
            "default": false
          },
          "dryRun": {
            "type": "boolean",
            "default": true
          }
        }
      },
      "ChangeForm": {
        "type": "object",
        "required": [
          "parameters",
          "choices",
          "sources"
        ],
        "properties": {
          "parameters": {
            "type": "object",
            "additionalProperties": true
          },
          "choices": {
            "description": "By picker, what exists for the parameters that are given",
            "type": "object",
            "additionalProperties": {
              "type": "array",
              "items": {
                "type": "string"
              }
            }
          },
          "observedCallers": {
            "description": "Whose requests to the service were seen in the last 15 min, most first; missing where nothing tells of them",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ObservedCaller"
            }
          },
          "sources": {
            "$ref": "#/components/schemas/Sources"
          }
        }
      },
      "ObservedCaller": {
        "type": "object",
        "required": [
          "namespace",
          "serviceAccount",
          "requestRate"
        ],
        "properties": {
          "namespace": {
            "type": "string"
          },
          "serviceAccount": {
            "type": "string"
          },
          "requestRate": {
            "type": "number",
            "description": "Requests per second"
          }
        }
      },
      "ParameterProblem": {
        "type": "object",
        "required": [
          "field",
          "message"
        ],
        "properties": {
          "field": {
            "type": "string",
            "description": "Path inside the parameters, such as routes[1].weight; empty for all of them"
          },
          "message": {
            "type": "string",
            "description": "What is wrong, and what would be right"
          }
        }
      },
      "ChangedFile": {
        "type": "object",
        "required": [
          "path",
          "change",
          "diff"
        ],
        "properties": {
          "path": {
            "type": "string"
          },
          "change": {
            "type": "string",
            "enum": [
              "added",
              "changed",
              "removed"
            ]
          },
          "diff": {
            "type": "string",
            "description": "Unified, without file headers"
          },
          "content": {
            "type": "string",
            "description": "The whole text as it would be; in previews, of added and changed files that hold no Secret"
          }
        }
      },
      "ChangeCheck": {
        "type": "object",
        "required": [
          "name",
          "state",
          "says",
          "findings"
        ],
        "properties": {
          "name": {
            "type": "string",
            "enum": [
              "parameters",
              "files",
              "schema",
              "findings",
              "effect",
              "permission"
            ]
          },
          "state": {
            "type": "string",
            "enum": [
              "passed",
              "warning",
              "blocked",
              "unknown"
            ]
          },
          "says": {
            "type": "string"
          },
          "findings": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Finding"
            }
          }
        }
      },
      "ChangeEffect": {
        "type": "object",
        "required": [
          "known",
          "sentences",
          "items"
        ],
        "properties": {
          "known": {
            "type": "boolean",
            "description": "False where a part is not rendered, or the mesh or its traffic could not be read"
          },
          "unknown": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "What is not known",
            "and why": null
          },
          "sentences": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Worst first"
          },
          "items": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "kind",
                "severity",
                "subject",
                "before",
                "after",
                "because"
              ],
              "properties": {
                "kind": {
                  "type": "string",
                  "enum": [
                    "access",
                    "connection",
                    "route",
                    "finding"
                  ]
                },
                "severity": {
                  "type": "string",
                  "enum": [
                    "breaks",
                    "loosens",
                    "changes",
                    "mends"
                  ]
                },
                "subject": {
                  "type": "string",
                  "description": "Who or what it is about"
                },
                "before": {
                  "type": "string"
                },
                "after": {
                  "type": "string"
                },
                "requestRate": {
                  "type": [
                    "number",
                    "null"
                  ],
                  "description": "Observed requests per second that it touches; null where not known"
                },
                "because": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/Because"
                  }
                }
              }
            }
          }
        }
      },
      "ChangePreview": {
        "type": "object",
        "required": [
          "title",
          "problems",
          "notes",
          "unchanged",
          "files",
          "alsoChanged",
          "checks",
          "effect",
          "permission",
          "target",
          "blockedBy",
          "sources"
        ],
        "properties": {
          "title": {
            "type": "string"
          },
          "problems": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ParameterProblem"
            }
          },
          "notes": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "unchanged": {
            "type": "boolean",
            "description": "Git already says what is asked for"
          },
          "files": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ChangedFile"
            }
          },
          "alsoChanged": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Other environments that the same files change"
          },
          "checks": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ChangeCheck"
            }
          },
          "effect": {
            "$ref": "#/components/schemas/ChangeEffect"
          },
          "permission": {
            "type": "object",
            "required": [
              "allowed"
            ],
            "properties": {
              "allowed": {
                "type": "boolean"
              },
              "reason": {
                "type": "string",
                "description": "Why not, and who may"
              }
            }
          },
          "target": {
            "type": "object",
            "required": [
              "repository",
              "base",
              "branch",
              "reviewers"
            ],
            "properties": {
              "repository": {
                "type": "string",
                "description": "Page of the repository"
              },
              "base": {
                "type": "string"
              },
              "commit": {
                "type": "string",
                "description": "Commit that the files were read at"
              },
              "branch": {
                "type": "string"
              },
              "reviewers": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              }
            }
          },
          "expires": {
            "type": "string",
            "description": "How a time-boxed change ends: by itself, or by hand"
          },
          "blockedBy": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Why it cannot be proposed; empty when it can"
          },
          "existing": {
            "type": "string",
            "description": "Id of the open change with the same intent"
          },
          "sources": {
            "$ref": "#/components/schemas/Sources"
          }
        }
      },
      "ChangeProposal": {
        "type": "object",
        "properties": {
          "created": {
            "type": "boolean",
            "description": "Whether the change was made by this request; false when an open one of the same intent goes on"
          },
          "preview": {
            "$ref": "#/components/schemas/ChangePreview"
          },
          "change": {
            "$ref": "#/components/schemas/Change"
          }
        }
      },
      "ChangeState": {
        "description": "planned: the pull request is being made. edited: somebody else committed on its branch. needs-attention: it cannot go on without a person",
        "type": "string",
        "enum": [
          "planned",
          "proposed",
          "edited",
          "needs-attention",
          "merged",
          "synced",
          "live",
          "closed",
          "superseded"
        ]
      },
      "Change": {
        "type": "object",
        "required": [
          "id",
          "environment",
          "template",
          "title",
          "parameters",
          "state",
          "says",
          "requester",
          "repository",
          "base",
          "branch",
          "createdAt",
          "updatedAt"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "template": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "parameters": {
            "type": "object",
            "additionalProperties": true
          },
          "service": {
            "type": "object",
            "required": [
              "namespace",
              "name"
            ],
            "properties": {
              "namespace": {
                "type": "string"
              },
              "name": {
                "type": "string"
              }
            }
          },
          "state": {
            "$ref": "#/components/schemas/ChangeState"
          },
          "says": {
            "type": "string",
            "description": "What it waits for now, or how it ended"
          },
          "problem": {
            "type": "object",
            "required": [
              "says"
            ],
            "properties": {
              "says": {
                "type": "string"
              },
              "since": {
                "type": "string",
                "format": "date-time"
              },
              "retryAt": {
                "type": "string",
                "format": "date-time"
              }
            }
          },
          "reason": {
            "type": "string"
          },
          "requester": {
            "type": "string",
            "description": "Entity reference"
          },
          "owner": {
            "type": "string",
            "description": "Entity reference of the owner of the service"
          },
          "repository": {
            "type": "string"
          },
          "base": {
            "type": "string"
          },
          "branch": {
            "type": "string"
          },
          "pullRequest": {
            "type": "object",
            "required": [
              "number",
              "url"
            ],
            "properties": {
              "number": {
                "type": "integer"
              },
              "url": {
                "type": "string"
              }
            }
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "updatedAt": {
            "type": "string",
            "format": "date-time"
          },
          "expiresAt": {
            "type": "string",
            "format": "date-time"
          },
          "overdue": {
            "type": "boolean",
            "description": "It should have been reverted by now"
          },
          "reverts": {
            "type": "string",
            "description": "Id of the change that this one takes back"
          },
          "revertedBy": {
            "type": "string"
          },
          "supersededBy": {
            "type": "string"
          }
        }
      },
      "ChangeStage": {
        "type": "object",
        "required": [
          "name",
          "state",
          "says"
        ],
        "properties": {
          "name": {
            "type": "string",
            "enum": [
              "proposed",
              "reviewed",
              "merged",
              "synced",
              "live"
            ]
          },
          "state": {
            "type": "string",
            "enum": [
              "done",
              "current",
              "waiting",
              "failed"
            ]
          },
          "says": {
            "type": "string",
            "description": "What happened, or what it waits for"
          },
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "by": {
            "type": "string"
          },
          "url": {
            "type": "string"
          }
        }
      },
      "ChangeDetail": {
        "allOf": [
          {
            "$ref": "#/components/schemas/Change"
          },
          {
            "type": "object",
            "required": [
              "stages",
              "events",
              "files",
              "effect",
              "checks",
              "reviews",
              "conflicts",
              "actions"
            ],
            "properties": {
              "stages": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/ChangeStage"
                }
              },
              "events": {
                "type": "array",
                "description": "Newest first",
                "items": {
                  "type": "object",
                  "required": [
                    "at",
                    "kind",
                    "says"
                  ],
                  "properties": {
                    "at": {
                      "type": "string",
                      "format": "date-time"
                    },
                    "kind": {
                      "type": "string"
                    },
                    "says": {
                      "type": "string"
                    },
                    "by": {
                      "type": "string"
                    }
                  }
                }
              },
              "files": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/ChangedFile"
                }
              },
              "effect": {
                "$ref": "#/components/schemas/ChangeEffect"
              },
              "checks": {
                "description": "What the repository host runs on it",
                "type": "array",
                "items": {
                  "type": "object",
                  "required": [
                    "name",
                    "state"
                  ],
                  "properties": {
                    "name": {
                      "type": "string"
                    },
                    "state": {
                      "type": "string",
                      "enum": [
                        "pending",
                        "success",
                        "failure",
                        "unknown"
                      ]
                    },
                    "description": {
                      "type": "string"
                    },
                    "url": {
                      "type": "string"
                    }
                  }
                }
              },
              "reviews": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": [
                    "by",
                    "state"
                  ],
                  "properties": {
                    "by": {
                      "type": "string"
                    },
                    "state": {
                      "type": "string",
                      "enum": [
                        "approved",
                        "changes-requested",
                        "commented",
                        "dismissed"
                      ]
                    },
                    "at": {
                      "type": "string",
                      "format": "date-time"
                    }
                  }
                }
              },
              "conflicts": {
                "description": "Values that somebody else changed in the meantime",
                "type": "array",
                "items": {
                  "type": "object",
                  "required": [
                    "object",
                    "field"
                  ],
                  "properties": {
                    "object": {
                      "$ref": "#/components/schemas/ObjectRef"
                    },
                    "field": {
                      "type": "string"
                    },
                    "expected": {
                      "type": "string"
                    },
                    "found": {
                      "type": "string"
                    },
                    "wanted": {
                      "type": "string"
                    }
                  }
                }
              },
              "actions": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": [
                    "action",
                    "allowed"
                  ],
                  "properties": {
                    "action": {
                      "type": "string",
                      "enum": [
                        "revert",
                        "repropose",
                        "refresh",
                        "discard-edits",
                        "withdraw"
                      ]
                    },
                    "allowed": {
                      "type": "boolean"
                    },
                    "reason": {
                      "type": "string",
                      "description": "Why not, and who may"
                    }
                  }
                }
              }
            }
          }
        ]
      }
    }
  }
} as const;

/** A router that validates requests against openapi.yaml. */
export const createOpenApiRouter = (
  options?: Parameters<
    typeof createValidatedOpenApiRouterFromGeneratedEndpointMap
  >[1],
) =>
  createValidatedOpenApiRouterFromGeneratedEndpointMap<EndpointMap>(
    spec,
    options,
  );
