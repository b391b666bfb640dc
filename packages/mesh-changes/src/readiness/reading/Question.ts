import type { ReadinessItem, ReadinessState } from '../types';
import type { Subject } from './Subject';

/** Something that was found of a workload. */
export interface Found
  extends Partial<Pick<ReadinessItem, 'because' | 'field' | 'mend'>> {
  state: ReadinessState;
  says: string;
  /** Tells apart several of one question, such as `orders:8080`. */
  place?: string;
}

/** One question about a workload before it gets a proxy. */
export interface Question {
  id: string;
  title: string;
  /** Kinds without which nothing can be said to be ready, such as `networkpolicies.networking.k8s.io`. */
  reads?: readonly string[];
  /** What is found, nothing where it is ready; undefined where the question does not concern the workload. */
  look(subject: Subject): readonly Found[] | undefined;
  /** Said where nothing is found. */
  ready: string;
}

/** What is asked of Services, of a workload that none leads to. */
export const WITHOUT_SERVICE: readonly Found[] = [
  { state: 'ready', says: 'No Service leads to it.' },
];
