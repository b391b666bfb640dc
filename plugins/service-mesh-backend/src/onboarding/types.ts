import type { AccessRow, MeshService, Workload } from '@ecotrack/mesh-engine';
import type { OnboardingStep } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Declarations } from '../catalog/Declarations';
import type { ChangeRecord } from '../changes/types';
import type { QuestionInput } from '../questions/input';
import type {
  PlacedCall,
  TrafficIndex,
} from '../questions/traffic/TrafficIndex';
import type {
  AlertingRule,
  CertificateReading,
} from '../sources/telemetry/types';
import type { Kept } from '../sources/telemetry/KeptReadings';

/** What is onboarded: a Service, or a workload of that name that no Service selects, or neither of them yet. */
export interface Subject {
  namespace: string;
  name: string;
  service?: MeshService;
  workloads: readonly Workload[];
}

/** What the steps are told from. */
export interface OnboardingReadings {
  certificates: Kept<CertificateReading[]>;
  rules: Kept<AlertingRule[]>;
  /** Labels that every series of the environment has. */
  scope: Readonly<Record<string, string>>;
  /** Changes about the service, newest first. */
  changes: readonly ChangeRecord[];
  declarations: Declarations;
}

/** Everything that a step may look at. */
export interface Facts {
  input: QuestionInput;
  subject: Subject;
  readings: OnboardingReadings;
  /** The change that takes the service into the mesh, where one is known. */
  change?: ChangeRecord;
  /** Whether a pod of it has a proxy. */
  isInMesh: boolean;
  /** Whether clients outside the mesh are meant to call it. */
  isEntry: boolean;
  /** Who may call each port. */
  access: readonly AccessRow[];
  index: TrafficIndex;
  /** Calls that end at the service. */
  calls: readonly PlacedCall[];
}

/** What is found of one step. */
export type Judgement = Omit<OnboardingStep, 'id' | 'title'>;

export type Judge = (facts: Facts) => Judgement;
