import { useRef } from 'react';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import {
  choicesOf,
  type Graph,
  type GraphFilter,
} from '../../lib/graph/filter';
import { ChoiceField } from '../ChoiceField';
import { useShortcuts } from '../MeshControls';

const nameOf = (ref: string) => ref.replace(/^.*[:/]/, '');

/** Search, namespace, system, team, only what is in trouble, without what is idle. */
export function GraphFilters({
  graph,
  filter,
  onFilter,
}: {
  graph: Graph;
  filter: GraphFilter;
  onFilter: (change: Partial<GraphFilter>) => void;
}) {
  const search = useRef<HTMLInputElement>(null);
  useShortcuts({ '/': () => search.current?.focus() });
  return (
    <>
      <TextField
        variant="standard"
        label="Search"
        inputRef={search}
        value={filter.text}
        onChange={event => onFilter({ text: event.target.value })}
      />
      <ChoiceField
        label="Namespace"
        value={filter.namespace}
        choices={choicesOf(graph, node => node.namespace)}
        nameOf={nameOf}
        onChoice={namespace => onFilter({ namespace })}
      />
      <ChoiceField
        label="System"
        value={filter.system}
        choices={choicesOf(graph, node => node.entity?.system)}
        nameOf={nameOf}
        onChoice={system => onFilter({ system })}
      />
      <ChoiceField
        label="Team"
        value={filter.owner}
        choices={choicesOf(graph, node => node.entity?.owner)}
        nameOf={nameOf}
        onChoice={owner => onFilter({ owner })}
      />
      <FormControlLabel
        control={
          <Checkbox
            checked={filter.trouble}
            onChange={event => onFilter({ trouble: event.target.checked })}
          />
        }
        label="In trouble"
      />
      <FormControlLabel
        control={
          <Checkbox
            checked={filter.active}
            onChange={event => onFilter({ active: event.target.checked })}
          />
        }
        label="Hide idle"
      />
    </>
  );
}
