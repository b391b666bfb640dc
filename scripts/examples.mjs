// Writes the files of the examples that onboarding makes. `--check` writes nothing and names the files that differ.
import './examples/run.mjs';
