import { useEffect, useRef } from 'react';

const TYPING = ['INPUT', 'TEXTAREA', 'SELECT'];

/** Single keys that act while nothing is being typed. */
export function useShortcuts(shortcuts: Record<string, () => void>): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const isTyping =
        TYPING.includes(target.tagName) || target.isContentEditable;
      const act = latest.current[event.key];
      if (
        act &&
        !isTyping &&
        !event.ctrlKey &&
        !event.metaKey &&
        !event.altKey
      ) {
        event.preventDefault();
        act();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
