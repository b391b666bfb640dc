const GENERAL = `mesh - checks and explains Istio resources, in folders and in Git

Usage
  mesh check PATH…                      what is wrong with the resources
  mesh explain mtls TARGET              the mTLS mode that callers meet, and why
  mesh explain connection FROM TO:PORT  what becomes of a connection, and why
  mesh explain authorize FROM TO:PORT   whether policies let a request pass, and why
  mesh explain route FROM HOST:PORT     where a request goes, and why
  mesh impact BASE HEAD [PATH…]         what changes for whom between two folders or Git refs

Options
  -o, --output human|json|sarif   default human; colour on a terminal unless NO_COLOR is set
  --fail-on error|warning|info    findings of this severity or worse give exit code 1; default error
  -h, --help                      also of one command: mesh check --help
  --version

Exit codes
  0  nothing at or above --fail-on
  1  findings at or above --fail-on
  2  the command cannot be answered as it was written
`;

const CHECK = `mesh check PATH… [--ref REF] [--output human|json|sarif] [--fail-on error|warning|info]

Checks files and folders; with --ref as they are at a Git ref, without a checkout.

A folder may hold several meshes. Every kustomization that no other includes is rendered and checked as one; the plain
manifests outside of kustomizations are checked together. What several overlays have in common is said once. Files
without Kubernetes objects, templates and Helm charts are skipped, and counted in the last line.

  mesh check .
  mesh check deploy --ref origin/main --fail-on warning
  mesh check . --output sarif > mesh.sarif
`;

const EXPLAIN = `mesh explain mtls TARGET
mesh explain connection FROM TO:PORT
mesh explain authorize FROM TO:PORT [--method GET] [--path /p] [--host H] [--header 'name: value']…
mesh explain route FROM HOST:PORT [--method GET] [--path /p] [--header 'name: value']…

TARGET, FROM and TO are NAMESPACE/NAME of a workload or a service, TARGET with :PORT where one port is meant. FROM may be
"outside" for callers outside the mesh. HOST is written as the caller writes it.
What is left out of a request is not known, and an answer that needs it says so.

  --files PATH   files and folders to read, more than once if needed; default: this folder
  --ref REF      read them at a Git ref
  --output json

  mesh explain mtls shop/orders:8080
  mesh explain authorize shop/web shop/orders:8080 --method GET --path /api/orders
  mesh explain route shop/web orders:8080 --header 'x-user: tester'
`;

const IMPACT = `mesh impact BASE HEAD [PATH…] [--output human|json] [--fail-on error|warning|info]

What changes for whom between two states of the manifests: who may call whom, what is encrypted, where requests go, and
which findings appear or go. BASE and HEAD are folders or Git refs; PATH narrows refs to files and folders.
Exit code 1 when a finding at or above --fail-on appears.

  mesh impact origin/main HEAD
  mesh impact rendered/before rendered/after
`;

/** The help of a command; of all where it is empty. */
export function usageOf(command: string): string {
  return { check: CHECK, explain: EXPLAIN, impact: IMPACT }[command] ?? GENERAL;
}
