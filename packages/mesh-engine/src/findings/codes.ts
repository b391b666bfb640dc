/** What a code of a finding stands for. @public */
export interface CodeInfo {
  code: string;
  /** What is wrong, in a few words. */
  title: string;
  /** Codes of the same thing in Kiali and in `istioctl analyze`. */
  kiali?: readonly string[];
  istioctl?: readonly string[];
}

/** Codes of what is told of one object alone, when it is read or held against its definition. */
export const OBJECT_CODES: readonly CodeInfo[] = [
  { code: 'MESH0001', title: 'the YAML cannot be read' },
  { code: 'MESH0002', title: 'not a Kubernetes object' },
  { code: 'MESH0003', title: 'an object without a name' },
  {
    code: 'MESH0004',
    title: 'a known kind in a version that no cluster serves',
  },
  { code: 'MESH0005', title: 'a kind that Istio does not have' },
  { code: 'MESH0010', title: 'a part of a kustomization that is not rendered' },
  {
    code: 'MESH0011',
    title: 'a file or folder of a kustomization that is missing',
  },
  { code: 'MESH0012', title: 'a kustomization that includes itself' },
  { code: 'MESH0013', title: 'a patch that is not applied' },
  { code: 'MESH0014', title: 'an object that a kustomization has twice' },
  { code: 'MESH1001', title: 'a field that the kind does not have' },
  { code: 'MESH1002', title: 'a value of another type' },
  { code: 'MESH1003', title: 'a value that is none of those allowed' },
  { code: 'MESH1004', title: 'a field that is missing' },
  { code: 'MESH1005', title: 'a value, list or map beyond its limits' },
  { code: 'MESH1006', title: 'text that does not have its form' },
  { code: 'MESH1007', title: 'fields that exclude each other' },
  { code: 'MESH1008', title: 'an entry of a list that stands there twice' },
  { code: 'MESH1009', title: 'a rule of the CRD that does not hold' },
];
