import './conformance/run.mjs';
