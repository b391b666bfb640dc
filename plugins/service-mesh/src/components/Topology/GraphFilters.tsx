import { useRef } from 'react';
import Checkbox from '@mui/material/Checkbox';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import InputLabel from '@mui/material/InputLabel';
import NativeSelect from '@mui/material/NativeSelect';
import TextField from '@mui/material/TextField';
import {
  choicesOf,
  type Graph,
  type GraphFilter,
} from '../../lib/graph/filter';
import { useShortcuts } from '../MeshControls';

const nameOf = (ref: string) => ref.replace(/^.*[:/]/, '');

function Choice({
  id,
  label,
  value,
  choices,
  onChange,
}: {
  id: string;
  label: string;
  value: string;
  choices: readonly string[];
  onChange: (value: string) => void;
}) {
  return (
    <FormControl>
      <InputLabel variant="standard" htmlFor={id} shrink>
        {label}
      </InputLabel>
      <NativeSelect
        inputProps={{ id }}
        value={value}
        onChange={event => onChange(event.target.value)}
      >
        <option value="">all</option>
        {choices.map(choice => (
          <option key={choice} value={choice}>
            {nameOf(choice)}
          </option>
        ))}
      </NativeSelect>
    </FormControl>
  );
}

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
      <Choice
        id="graph-namespace"
        label="Namespace"
        value={filter.namespace}
        choices={choicesOf(graph, node => node.namespace)}
        onChange={namespace => onFilter({ namespace })}
      />
      <Choice
        id="graph-system"
        label="System"
        value={filter.system}
        choices={choicesOf(graph, node => node.entity?.system)}
        onChange={system => onFilter({ system })}
      />
      <Choice
        id="graph-owner"
        label="Team"
        value={filter.owner}
        choices={choicesOf(graph, node => node.entity?.owner)}
        onChange={owner => onFilter({ owner })}
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
