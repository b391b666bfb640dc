import { useMemo } from 'react';
import { useUrlState } from '../../hooks/useUrlState';
import { readGiven, writeGiven, type Given } from './parameters';

/** What somebody asks for, as the URL holds it. */
export interface ChangeState {
  given: Given;
  reason: string;
  /** RFC 3339; empty for none. */
  expiresAt: string;
  draft: boolean;
  setGiven: (given: Given) => void;
  setReason: (reason: string) => void;
  setExpiresAt: (time: string) => void;
  setDraft: (draft: boolean) => void;
}

/** The state of the form, so that a copied address shows the same. */
export function useChangeState(): ChangeState {
  const [text, setText] = useUrlState('p');
  const [reason, setReason] = useUrlState('reason');
  const [expiresAt, setExpiresAt] = useUrlState('end');
  const [draft, setDraft] = useUrlState('draft');
  const given = useMemo(() => readGiven(text), [text]);
  return {
    given,
    reason,
    expiresAt,
    draft: draft !== '',
    setGiven: next => setText(writeGiven(next)),
    setReason,
    setExpiresAt,
    setDraft: next => setDraft(next ? 'yes' : ''),
  };
}
